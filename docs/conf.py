"""What Sphinx makes the site with. Started by make_site.py, which copies this beside the pages."""

from __future__ import annotations

import os
from importlib.util import find_spec

# As quiet_keras does: for the reference, every module is imported.
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("TF_ENABLE_ONEDNN_OPTS", "0")


def folder_of(package: str) -> str:
    """Where the modules of an installed package are."""
    found = find_spec(package)
    assert found is not None
    assert found.origin is not None
    return os.path.dirname(found.origin)


project = "Pooling in convolutional networks"
language = "en-GB"
extensions = ["myst_nb", "sphinx.ext.autodoc", "sphinx.ext.apidoc", "sphinx.ext.napoleon"]
exclude_patterns = ["conf.py"]

# The lessons come executed, and the assignments are for the reader to execute.
nb_execution_mode = "off"
# What answers a question that the reader is to predict is folded away.
nb_code_prompt_show = "Show the answer"
nb_code_prompt_hide = "Hide the answer"
myst_enable_extensions = ["colon_fence", "deflist", "dollarmath"]
myst_heading_anchors = 3

# All scripts are the site's own. They stand in the order in which they have to run.
mathjax_path = "web/tex-chtml.js"
nb_ipywidgets_js = {"web/require.js": {}, "web/embed-amd.js": {}}

# Docstrings are plain text with `code` in it.
default_role = "literal"
napoleon_numpy_docstring = False
napoleon_use_ivar = True
autodoc_typehints = "description"
# Both packages have an Exercise; where an annotation could mean either, the nearer one is linked.
suppress_warnings = ["ref.python"]
autodoc_member_order = "bysource"
autodoc_default_options = {"members": True, "show-inheritance": True}
apidoc_module_first = True
apidoc_separate_modules = True
apidoc_modules = [
    {"path": folder_of(package), "destination": f"reference/{package}"}
    for package in ("pooling_course", "safegrade")
]

html_theme = "sphinx_book_theme"
html_title = project
html_static_path = ["docs/static"]
html_favicon = "docs/static/icon.svg"
html_css_files = ["site.css"]
html_js_files = [("site.js", {"priority": 100})]
html_show_sourcelink = False
html_copy_source = False
html_context = {"default_mode": "auto"}
html_theme_options = {
    "footer_content_items": [],
    "navbar_persistent": [],  # The side bar has a search field already.
    "show_toc_level": 2,
    "use_fullscreen_button": False,
}
