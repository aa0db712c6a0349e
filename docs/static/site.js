// Before RequireJS: where Jupyter's widget manager finds anywidget and its own fonts, at whatever
// address the site is.
const web = new URL("web", document.currentScript.src).href;
window.require = {
  paths: {
    anywidget: `${web}/anywidget`,
    "@jupyter-widgets": web,
    "@jupyter-widgets/html-manager/dist/libembed-amd": `${web}/libembed-amd`,
  },
};

// What the theme leaves unsaid to those who hear the page.
document.addEventListener("DOMContentLoaded", () => {
  for (const button of document.querySelectorAll(".search-button-field"))
    button.removeAttribute("aria-label"); // its text says more
  for (const toggle of document.querySelectorAll(".bd-links summary"))
    toggle.setAttribute("aria-label", `Pages of ${toggle.parentElement.previousElementSibling.textContent}`);
  document.querySelector("#pst-primary-sidebar")?.setAttribute("role", "navigation");
  document.querySelector("#pst-primary-sidebar")?.setAttribute("aria-label", "Site");
});

// What scrolls by itself has to be within reach of the keyboard.
window.addEventListener("load", () => {
  for (const box of document.querySelectorAll(".bd-article table, .bd-article pre, .math"))
    if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
});

// Search shows a piece of each page that it finds. A browser does not let a page that is opened as
// a file read others, so there the list has titles only.
document.addEventListener("DOMContentLoaded", () => {
  if (location.protocol === "file:")
    DOCUMENTATION_OPTIONS.SHOW_SEARCH_SUMMARY = false;
});
