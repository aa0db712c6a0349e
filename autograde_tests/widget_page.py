"""A page with widgets and no Jupyter: as on the site, where no kernel answers.

In place of Jupyter's, a widget gets a stand-in for its model. What the widgets do in JupyterLab and
in Notebook, with a kernel, is in ``test_widgets_in_jupyter.py``.
"""

from __future__ import annotations

import base64
import json
from typing import Any

from anywidget import AnyWidget
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

STAND_IN = """
const plain = (value) => {
  if (Array.isArray(value)) return value.map(plain);
  if (value === null || typeof value !== "object") return value;
  if ("bytes" in value) {
    return new DataView(Uint8Array.from(atob(value.bytes), (c) => c.charCodeAt(0)).buffer);
  }
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, plain(inner)]));
};
class Model extends EventTarget {
  constructor(state) { super(); this.state = plain(state); this.saved = 0; }
  get(name) { return this.state[name]; }
  set(name, value) {
    if (this.state[name] === value) return;
    this.state[name] = value;
    this.dispatchEvent(new Event(`change:${name}`));
  }
  on(name, listener) { this.addEventListener(name, listener); }
  off(name, listener) { this.removeEventListener(name, listener); }
  save_changes() { this.saved += 1; }
}
"""


def script_address(widget: AnyWidget) -> str:
    """The widget's script as an address that can be imported."""
    script = widget.get_state()["_esm"]
    return "data:text/javascript;base64," + base64.b64encode(script.encode()).decode()


def sent(value: Any) -> Any:
    """A widget's state as JSON; bytes are marked as such."""
    if isinstance(value, (bytes, memoryview)):
        return {"bytes": base64.b64encode(bytes(value)).decode()}
    if isinstance(value, dict):
        return {name: sent(inner) for name, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [sent(inner) for inner in value]
    return value


def state_of(widget: AnyWidget) -> dict[str, Any]:
    """What the page gets of a widget: all traits but those of Jupyter itself."""
    known = AnyWidget().keys
    return {name: sent(value) for name, value in widget.get_state().items() if name not in known}


def html(widget: AnyWidget) -> str:
    """A page with the widget; its models are `models`, and `end` takes the widget away."""
    return f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Widget</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>{widget.get_state()["_css"]}</style></head>
<body><main><h1>Page</h1><div id="here"></div></main><script type="module">
import widget from "{script_address(widget)}";
{STAND_IN}
window.model = new Model({json.dumps(state_of(widget))});
window.end = widget.render({{ model, el: document.getElementById("here") }});
</script></body></html>"""


def open_page(browser: Browser, widget: AnyWidget, **context: Any) -> Page:
    """A new page with the widget in it. What goes wrong in its script is in `page.errors`."""
    page = browser.new_context(**context).new_page()
    page.errors = []  # type: ignore[attr-defined]
    page.on("pageerror", lambda error: page.errors.append(str(error)))  # type: ignore[attr-defined]
    page.on(
        "console",
        lambda message: (
            page.errors.append(message.text)  # type: ignore[attr-defined]
            if message.type in ("error", "warning")
            else None
        ),
    )
    page.set_content(html(widget))
    page.wait_for_function("window.end !== undefined")
    return page


def accessibility_faults(page: Page, within: str | None = None) -> list[str]:
    """What axe-core finds in the page, or in what the selector names, in words."""
    found = Axe().run(page, context=within)
    return [found.generate_report()] if found.violations_count else []
