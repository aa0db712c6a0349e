// What both widgets share: it stands before the script of each.

/** An element of the page; properties are set if they are no strings, attributes otherwise. */
function element(tag, properties = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name in made && typeof value !== "string") made[name] = value;
    else made.setAttribute(name, value);
  }
  made.append(...children);
  return made;
}

/** An id that no other widget has: each has a script of its own, so none could count them all. */
function newId(name) {
  return `${name}-${Math.random().toString(36).slice(2)}`;
}

/**
 * Keep plain keys from JupyterLab and Notebook, to which `a` on a button means a new cell and an
 * arrow the next one. They ask the element in focus whether to; commands such as Ctrl+S stay theirs.
 */
function keepPlainKeys(root) {
  const ask = (event) => {
    if (!root.contains(event.target)) return;
    const command = event.ctrlKey || event.metaKey || event.altKey || (event.shiftKey && event.key === "Enter");
    event.target.toggleAttribute("data-lm-suppress-shortcuts", !command);
  };
  // The window hears of a key before everything in it.
  window.addEventListener("keydown", ask, true);
  return () => window.removeEventListener("keydown", ask, true);
}
