"""Opens book.xlsx of a folder in LibreOffice; for each draw sets the inputs, recalculates, reads the headlines; writes result.json."""
import json
import os
import subprocess
import sys
import time

import uno
from com.sun.star.beans import PropertyValue

folder = sys.argv[1]
job = json.load(open(os.path.join(folder, "job.json")))
pipe = f"valuebook-bench-{os.getpid()}"
office = subprocess.Popen(
    [
        os.environ.get("SOFFICE", "soffice"),
        f"-env:UserInstallation=file://{folder}/profile",
        "--headless",
        "--norestore",
        f"--accept=pipe,name={pipe};urp;",
    ],
    stdout=subprocess.DEVNULL,
    stderr=subprocess.DEVNULL,
)


def connected():
    context = uno.getComponentContext()
    resolver = context.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", context)
    for _ in range(300):
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except Exception:
            time.sleep(0.2)
    raise RuntimeError("LibreOffice does not answer")


desktop = None
try:
    context = connected()
    desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
    hidden = PropertyValue(Name="Hidden", Value=True)
    book = desktop.loadComponentFromURL(f"file://{folder}/book.xlsx", "_blank", 0, (hidden,))
    sheets = [book.Sheets.getByIndex(index) for index in range(book.Sheets.Count)]
    for sheet in sheets:
        sheet.unprotect("")
    cell = lambda place: sheets[place[0]].getCellByPosition(place[2], place[1])
    inputs = [cell(place) for place in job["inputs"]]
    outputs = [cell(place) for place in job["outputs"]]
    book.enableAutomaticCalculation(False)
    times = []
    for draw in job["draws"]:
        for each, value in zip(inputs, draw):
            each.setValue(value)
        # Setting 400 cells over the bridge is not LibreOffice's work of calculating: only that is timed.
        begun = time.perf_counter()
        book.calculate()
        npv = outputs[0].getValue()
        times.append(1000 * (time.perf_counter() - begun))
    json.dump({"times": times, "npv": npv}, open(os.path.join(folder, "result.json"), "w"))
    book.close(True)
finally:
    try:
        if desktop:
            desktop.terminate()
    except Exception:
        pass
    try:
        office.wait(20)
    except subprocess.TimeoutExpired:
        office.kill()
