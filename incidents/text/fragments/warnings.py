"""The warning before a text: it opens with a click."""

from incidents.text.fragments.values import Value, lines, text

WARNING = "Content warning:"


def warned(value: Value, body: str) -> str:
    """Give a body, behind the warning of its piece where there is one."""
    warning = text(value, "warning")
    if not (warning and body):
        return body
    shown = f"<summary><strong>{WARNING}</strong> {warning}</summary>"
    return lines('<details class="content-warning">', shown, body, "</details>")
