"use strict";
const button = document.getElementById("names");
button.hidden = false;
button.addEventListener("click", () => {
  const hidden = document.documentElement.dataset.names !== "hidden";
  document.documentElement.dataset.names = hidden ? "hidden" : "shown";
  button.setAttribute("aria-pressed", String(hidden));
});
