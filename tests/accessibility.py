"""What axe finds on a page in a real browser: nothing, where everybody can use it."""

from importlib.resources import files

from playwright.sync_api import Page

AXE = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = """async (rules) => {
    const type = rules.length > 1 ? "tag" : "rule"
    const options = { runOnly: { type, values: rules }, resultTypes: ["violations"] }
    const { violations } = await axe.run(document, options)
    return violations.map((one) =>
        `${one.id}: ${one.help} - ` + one.nodes.map((node) => node.target.join(" ")).join("; "))
}"""


def findings(page: Page) -> list[str]:
    """Every rule that the page as it is now breaks, with the elements at fault."""
    return _broken(page, RULES)


def findings_of_colours(page: Page) -> list[str]:
    """Letters that do not stand out enough from what is behind them."""
    return _broken(page, ["color-contrast"])


def findings_in_both_themes(page: Page) -> list[str]:
    """The same in light and in dark."""
    found = []
    for theme in ("light", "dark"):
        page.emulate_media(color_scheme=theme)
        found += [f"{theme}: {one}" for one in findings(page)]
    return found


def _broken(page: Page, rules: list[str]) -> list[str]:
    if not page.evaluate("'axe' in window"):  # half a megabyte of script is sent but once
        page.evaluate(AXE)
    found: list[str] = page.evaluate(RUN, rules)
    return found
