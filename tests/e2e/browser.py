"""A tab that listens: what a page logs, breaks or asks from elsewhere; and the checks on a page."""

from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from playwright.sync_api import expect

from tests.factories import WACHTWOORD

ARGUMENTEN = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
AXE = Path(settings.BASE_DIR) / "node_modules" / "axe-core" / "axe.min.js"
NORMEN = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]

AXE_VRAAG = """async (normen) => {
  const uit = await axe.run(document, {runOnly: {type: "tag", values: normen}, resultTypes: ["violations"]});
  return uit.violations.flatMap((v) => v.nodes.map(
    (n) => `${v.id}: ${n.target.join(" ")} – ${n.failureSummary.split("\\n").slice(1).join("; ").trim()}`));
}"""

# Wider than the window, and not inside a box that scrolls by itself.
ZIJWAARTS = """() => {
  const wortel = document.scrollingElement, breed = wortel.clientWidth;
  if (wortel.scrollWidth <= breed) return [];
  const schuift = (el) => {
    for (let op = el.parentElement; op && op !== document.body; op = op.parentElement)
      if (/auto|scroll|hidden|clip/.test(getComputedStyle(op).overflowX)) return true;
    return false;
  };
  const schuldig = [...document.body.querySelectorAll("*")]
    .filter((el) => el.getBoundingClientRect().right > breed + 1 && !schuift(el))
    .slice(0, 5).map((el) => `${el.tagName.toLowerCase()}.${el.className}`);
  return [`${wortel.scrollWidth} breed in een venster van ${breed}: ${schuldig.join(", ")}`];
}"""

# Text in a box that hides what does not fit. Boxes for screen readers only are one pixel wide.
AFGEKNIPT = """() => [...document.body.querySelectorAll("*")].filter((el) => {
  const stijl = getComputedStyle(el), tekst = [...el.childNodes].some((k) => k.nodeType === 3 && k.data.trim());
  if (!tekst || el.clientWidth <= 1 || !/hidden|clip/.test(stijl.overflowX + stijl.overflowY)) return false;
  return el.scrollWidth > el.clientWidth + 1 || el.scrollHeight > el.clientHeight + 2;
}).slice(0, 5).map((el) => `afgeknipt: ${el.tagName}.${el.className} “${el.textContent.trim().slice(0, 40)}”`)"""


class Bezoeker:
    """A logged-in tab on the site; `klachten` is what went wrong that nobody asked for."""

    def __init__(self, context, server):
        self.context, self.server, self.klachten = context, server, []
        context.route(lambda url: not url.startswith(f"{server}/"), self._weiger)
        self.page = context.new_page()
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda fout: self.klachten.append(f"fout in script: {fout}"))

    def _weiger(self, route):
        self.klachten.append(f"vraagt elders: {route.request.url}")
        route.abort()

    def _console(self, bericht):
        # A page that is itself an answer with 404 or 422 is no fault of the page.
        eigen = bericht.text.startswith("Failed to load resource") and self._is_pagina(bericht)
        if bericht.type in ("error", "warning") and not eigen:
            self.klachten.append(f"console op {urlsplit(self.page.url).path}: {bericht.text}")

    def _is_pagina(self, bericht):
        return "/static/" not in bericht.location.get("url", "/static/")

    def sluit(self):
        """Close the tab; gives the complaints."""
        self.context.close()
        return self.klachten

    def ga(self, pad, *, status=200):
        """Open a page and see that it answers with this status; gives the Playwright page."""
        antwoord = self.page.goto(f"{self.server}{pad}")
        assert antwoord.status == status, f"{pad}: {antwoord.status}"
        return self.page

    def axe(self):
        """Violations of WCAG A and AA on the page that is open, one line each."""
        # Through the debugger, which the content policy does not bind.
        self.page.evaluate(AXE.read_text(encoding="utf-8"))
        return self.page.evaluate(AXE_VRAAG, NORMEN)

    def zijwaarts(self, breed):
        """What sticks out of a window this wide, in CSS pixels; empty when nothing does."""
        self.page.set_viewport_size({"width": breed, "height": 800})
        return [f"{breed} px: {regel}" for regel in self.page.evaluate(ZIJWAARTS)]

    def vergroot(self):
        """What is lost with text of twice the size: what sticks out, and what is cut off."""
        self.page.set_viewport_size({"width": 1280, "height": 800})
        self.page.evaluate("document.documentElement.style.fontSize = '200%'")
        verlies = self.page.evaluate(ZIJWAARTS) + self.page.evaluate(AFGEKNIPT)
        self.page.evaluate("document.documentElement.style.fontSize = ''")
        return [f"tekst 200%: {regel}" for regel in verlies]

    # -- what people do ------------------------------------------------------------------------------

    def log_in(self, wie):
        """By the form, as everybody does."""
        self.ga("/inloggen/")
        self.vul("Gebruikersnaam", wie)
        self.vul("Wachtwoord", WACHTWOORD)
        self.druk("Inloggen")

    @property
    def main(self):
        """What is not head, menu or foot."""
        return self.page.locator("main")

    def vul(self, label, tekst):
        """Fill in the field with this label."""
        self.main.get_by_label(label).first.fill(tekst)

    def kies(self, label, keuze):
        """Choose from the list with this label."""
        self.main.get_by_label(label).first.select_option(label=keuze)

    def vink(self, label):
        """Tick the box or choose the round with this label."""
        self.main.get_by_label(label).first.check()

    def druk(self, naam):
        """Press the button with this name and wait for the page that follows."""
        with self.page.expect_navigation():
            self.main.get_by_role("button", name=naam).first.click()

    def volg(self, naam):
        """Follow the link with this name."""
        with self.page.expect_navigation():
            self.main.get_by_role("link", name=naam).first.click()

    def ziet(self, tekst):
        """See that the page says this."""
        expect(self.main).to_contain_text(tekst)

    @property
    def nummer(self):
        """The last word of the address: the number of what is on the page."""
        return urlsplit(self.page.url).path.rstrip("/").rsplit("/", 1)[-1]
