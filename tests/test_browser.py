"""Notebooks in a real JupyterLab in a real browser: Run All, no error, Chinese in table and chart, sliders that move.

Skipped where no Chromium is installed. The browser is driven over its DevTools protocol.
"""

from __future__ import annotations

import base64
import contextlib
import io
import itertools
import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
BROWSER = next((found for found in map(shutil.which, NAMES) if found), None)
NOTEBOOKS = {"figures": "01_report_in_figures.ipynb", "sliders": "09_scenarios.ipynb"}

pytestmark = pytest.mark.skipif(BROWSER is None, reason="no browser: install Chromium to run JupyterLab in it")


def free_port() -> int:
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return sock.getsockname()[1]


def wait_for(question, seconds: float, what: str):
    """Ask until there is an answer."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        with contextlib.suppress(OSError):
            if answer := question():
                return answer
        time.sleep(0.3)
    pytest.fail(f"waited {seconds} s in vain for {what}")


def fetch(url: str) -> str:
    with urllib.request.urlopen(url, timeout=5) as answer:
        return answer.read().decode("utf-8")


class Page:
    """One page of the browser."""

    def __init__(self, port: int) -> None:
        import websocket

        tabs = wait_for(lambda: json.loads(fetch(f"http://127.0.0.1:{port}/json")), 30, "the browser")
        address = next(tab["webSocketDebuggerUrl"] for tab in tabs if tab["type"] == "page")
        self.socket = websocket.create_connection(address, timeout=60, suppress_origin=True)
        self.numbers = itertools.count(1)
        self.call("Emulation.setFocusEmulationEnabled", enabled=True)  # without focus no notebook is current

    def call(self, method: str, **parameters):
        number = next(self.numbers)
        self.socket.send(json.dumps({"id": number, "method": method, "params": parameters}))
        while True:
            message = json.loads(self.socket.recv())
            if message.get("id") == number:
                return message["result"]

    def run(self, script: str):
        answer = self.call("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        if "exceptionDetails" in answer:
            raise AssertionError(answer["exceptionDetails"])
        return answer["result"].get("value")


@pytest.fixture
def page(tmp_path):
    folder = tmp_path / "notebooks"
    folder.mkdir()
    for name in NOTEBOOKS.values():
        shutil.copy(ROOT / "notebooks" / name, folder)
    lab, devtools = free_port(), free_port()
    settings = {
        **os.environ,
        "HOME": str(tmp_path),
        "JUPYTER_CONFIG_DIR": str(tmp_path / "config"),
        "IPYTHONDIR": str(tmp_path),
    }
    options = ["--no-browser", "--allow-root", "--IdentityProvider.token=", "--LabApp.expose_app_in_browser=True"]
    server = [sys.executable, "-m", "jupyterlab", *options, f"--ServerApp.port={lab}", f"--ServerApp.root_dir={folder}"]
    chromium = [
        BROWSER, "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
        "--disable-background-networking", "--disable-component-update", "--window-size=1400,2400",
        f"--remote-debugging-port={devtools}", f"--user-data-dir={tmp_path / 'browser'}", "about:blank",
    ]  # fmt: skip
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with subprocess.Popen(server, env=settings, **quiet) as one, subprocess.Popen(chromium, **quiet) as other:
        try:
            base = f"http://127.0.0.1:{lab}"
            wait_for(lambda: fetch(f"{base}/api"), 60, "JupyterLab")
            page = Page(devtools)
            page.base = base
            yield page
            page.socket.close()
        finally:
            one.terminate()
            other.terminate()


READY = """
(() => {
  const app = window.jupyterapp;
  const panel = app?.shell.currentWidget;
  return !!(panel?.context?.isReady && panel.sessionContext.session?.kernel) && panel.context.path;
})()
"""
RUN_ALL = """
(async () => {
  const app = window.jupyterapp;
  await app.commands.execute('notebook:run-all-cells');
  return JSON.stringify(app.shell.currentWidget.content.model.sharedModel.cells.map(cell => cell.toJSON()));
})()
"""


def run_all(page, name: str) -> list[dict]:
    """Open a notebook, run it from top to bottom and return the outputs of its cells; no error is among them."""
    page.call("Page.navigate", url=f"{page.base}/lab/tree/{name}")
    wait_for(lambda: page.run(READY) == name, 60, "the notebook and its kernel")  # not the one shown before
    # Outputs are cleared first, so that what is seen was made in this browser.
    page.run("window.jupyterapp.commands.execute('notebook:clear-all-cell-outputs').then(() => 1)")
    cells = [cell for cell in json.loads(page.run(RUN_ALL)) if cell["cell_type"] == "code"]
    outputs = [output for cell in cells for output in cell["outputs"]]
    assert [cell["execution_count"] for cell in cells] == list(range(1, len(cells) + 1))
    assert [output for output in outputs if output["output_type"] == "error"] == []
    return outputs


def test_run_all_in_jupyterlab_and_move_a_slider(page):
    figures_run(page)
    sliders_move(page)


def figures_run(page):
    outputs = run_all(page, NOTEBOOKS["figures"])
    assert "890亿元以上" in json.dumps(outputs, ensure_ascii=False)
    shown = page.run("document.querySelector('.jp-Notebook').innerText")
    assert "890亿元以上" in shown
    assert page.run("document.querySelectorAll('.jp-RenderedImage img').length") == 1
    picture = base64.b64decode(page.run("document.querySelector('.jp-RenderedImage img').src").split(",")[1])
    from PIL import Image

    with Image.open(io.BytesIO(picture)) as image:
        assert image.width > 400
        assert len(image.convert("RGB").getcolors(10**6) or []) > 10, "the chart is not an empty picture"


def sliders_move(page):
    run_all(page, NOTEBOOKS["sliders"])
    wait_for(lambda: page.run("document.querySelectorAll('.widget-slider .noUi-handle').length") == 4, 60, "4 sliders")
    chart = "document.querySelector('.jupyter-widgets .jp-RenderedImage img')?.src"
    table = "document.querySelector('.jupyter-widgets .jp-RenderedHTMLCommon table')?.innerText"
    before = wait_for(
        lambda: page.run(chart) and page.run(table) and (page.run(chart), page.run(table)), 30, "its chart"
    )
    page.run("document.querySelector('.widget-slider .noUi-handle').focus()")
    for kind in ("keyDown", "keyUp"):
        page.call("Input.dispatchKeyEvent", type=kind, key="ArrowRight", code="ArrowRight", windowsVirtualKeyCode=39)
    wait_for(lambda: page.run(chart) not in (None, before[0]), 30, "the chart to follow the slider")
    wait_for(lambda: page.run(table) not in (None, before[1]), 30, "the table to follow the slider")
