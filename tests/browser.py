"""Opens pages in Chromium, on a phone and on paper: browser.py FOLDER PAGE...

The screenshots and PDFs go to FOLDER. Exit code 77: there is no Chromium here.
"""

import base64
import json
import re
import shutil
import subprocess
import sys
import tempfile
import urllib.request
from pathlib import Path

PHONE = {"width": 390, "height": 844, "pixelRatio": 2}
# Width and height in cm.
PAPERS = {"A4": (21.0, 29.7), "Letter": (21.59, 27.94)}
WIDTHS = "return [document.documentElement.scrollWidth, document.documentElement.clientWidth]"
# What would be loaded from elsewhere, and what would run.
FOREIGN = "return document.querySelectorAll('script, link, img, iframe, object, embed, [src], [onload]').length"


class Browser:
    """A Chromium that shows pages as a phone does."""

    def __init__(self, profile):
        self.driver = subprocess.Popen(["chromedriver", "--port=0"], stdout=subprocess.PIPE, text=True)
        started = next(line for line in self.driver.stdout if "started successfully" in line)
        port = re.search(r"port (\d+)", started)[1]
        self.url = f"http://127.0.0.1:{port}/session"
        arguments = ["headless", "no-sandbox", "disable-gpu", "no-first-run", "disable-background-networking",
                     "disable-dev-shm-usage", f"user-data-dir={profile}"]
        options = {"args": arguments, "mobileEmulation": {"deviceMetrics": PHONE}}
        wanted = {"goog:chromeOptions": options, "goog:loggingPrefs": {"browser": "ALL"}}
        self.url += "/" + self.ask("", {"capabilities": {"alwaysMatch": wanted}})["sessionId"]

    def ask(self, command, body):
        request = urllib.request.Request(self.url + command, json.dumps(body).encode())
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.load(answer)["value"]

    def run(self, script):
        return self.ask("/execute/sync", {"script": script, "args": []})

    def devtools(self, command, **arguments):
        return self.ask("/goog/cdp/execute", {"cmd": command, "params": arguments})

    def close(self):
        request = urllib.request.Request(self.url, method="DELETE")
        urllib.request.urlopen(request, timeout=60).close()
        self.driver.terminate()
        self.driver.wait()


def check(browser, page, folder):
    """What is wrong with a page."""
    wrong = []
    browser.ask("/url", {"url": page.resolve().as_uri()})
    wanted, there = browser.run(WIDTHS)
    if wanted > there:
        wrong.append(f"it is {wanted} px wide on a screen of {there}")
    if browser.run(FOREIGN):
        wrong.append("it has scripts, or parts from elsewhere")
    for scheme in ("light", "dark"):
        browser.devtools("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
        picture = browser.devtools("Page.captureScreenshot", captureBeyondViewport=True)["data"]
        (folder / f"{page.stem}-{scheme}.png").write_bytes(base64.b64decode(picture))
    for paper, (width, height) in PAPERS.items():
        pdf = base64.b64decode(browser.ask("/print", {"page": {"width": width, "height": height}, "shrinkToFit": False}))
        (folder / f"{page.stem}-{paper}.pdf").write_bytes(pdf)
        pages = len(re.findall(rb"/Type\s*/Page\b", pdf))
        print(f"{page.stem}: {pages} pages of {paper}")
        if pages > 2:
            wrong.append(f"it takes {pages} pages of {paper}")
    wrong += [message["message"] for message in browser.ask("/se/log", {"type": "browser"})]
    return [f"{page.stem}: {what}" for what in wrong]


def main():
    folder, *pages = map(Path, sys.argv[1:])
    if not (shutil.which("chromedriver") and shutil.which("chromium")):
        return 77
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        browser = Browser(profile)
        try:
            wrong = [what for page in pages for what in check(browser, page, folder)]
        finally:
            browser.close()
    print("\n".join(wrong), file=sys.stderr)
    return 1 if wrong else 0


sys.exit(main())
