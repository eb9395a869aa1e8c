"""Execute every notebook from top to bottom and rewrite it; a second run writes the same bytes.

``python notebooks/execute.py [NAME.ipynb …]``: by default all of them.
"""

from __future__ import annotations

import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

from zhonglou_analysis.files import write_whole

HERE = Path(__file__).parent
WIDGET = "application/vnd.jupyter.widget-view+json"  # names a widget of the kernel that is gone, by a random id
# Versions of Python and IPython stay out of the file: they differ between readers.
METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


def all_names() -> list[str]:
    """Return the file names of the notebooks, in order."""
    return sorted(path.name for path in HERE.glob("*.ipynb"))


def execute(path: Path) -> None:
    """Run one notebook and write it with its outputs.

    Raises
    ------
    SystemExit
        If there is no such notebook, a cell fails or writes to standard error; the file is left as it was.
    """
    if not path.exists():
        raise SystemExit(f"{path.name}: there is no such notebook; name one of {', '.join(all_names())}")
    notebook = nbformat.read(path, as_version=4)
    client = NotebookClient(
        notebook, timeout=300, record_timing=False, coalesce_streams=True,
        resources={"metadata": {"path": str(path.parent)}},
    )  # fmt: skip
    try:
        client.execute()
    except CellExecutionError as error:
        raise SystemExit(
            f"{path.name}: {error.ename}: {error.evalue}; open it in JupyterLab and run its cells."
        ) from None
    notebook.metadata = nbformat.from_dict(METADATA)
    for number, cell in enumerate(notebook.cells):
        cell["id"] = f"cell-{number:02d}"
        tags = cell.metadata.get("tags")
        cell.metadata = nbformat.from_dict({"tags": tags} if tags else {})
        for output in cell.get("outputs", []):
            output.get("data", {}).pop(WIDGET, None)
            if output.output_type == "stream" and output.name == "stderr":
                raise SystemExit(f"{path.name}, cell {number} wrote to standard error: {output.text[:200]}")
    nbformat.validate(notebook)
    write_whole(path, (nbformat.writes(notebook).rstrip("\n") + "\n").encode("utf-8"))


if __name__ == "__main__":
    for name in sys.argv[1:] or all_names():
        print(f"executing {name}", flush=True)
        execute(HERE / name)
