"""Edits a workbook as a person at LibreOffice does, told what to do by JSON on the standard input, and saves it as .xlsx.

{"profile": folder, "from": file, "to": file, "edits": [{"do": "set", "sheet": name, "cell": "B3", "value": 1}, …]}
"""
import json
import os
import subprocess
import sys
import time

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.table import CellRangeAddress, TableSortField
from com.sun.star.connection import NoConnectException


def prop(name, value):
    made = PropertyValue()
    made.Name, made.Value = name, value
    return made


def connected(pipe):
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(600):
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except NoConnectException:
            time.sleep(0.1)
    raise SystemExit("LibreOffice did not start")


def edit(document, each):
    sheets = document.Sheets
    what = each["do"]
    if what == "move-sheet":
        sheets.moveByName(each["sheet"], each["to"])
        return
    sheet = sheets.getByName(each["sheet"])
    if what == "unprotect":
        sheet.unprotect("")
    elif what == "rename-sheet":
        sheet.Name = each["to"]
    elif what == "hide-sheet":
        sheet.IsVisible = False
    elif what == "hide-row":
        sheet.Rows.getByIndex(each["row"] - 1).IsVisible = False
    elif what == "set":
        cell = sheet.getCellRangeByName(each["cell"])
        value = each["value"]
        if isinstance(value, str):
            if value.startswith("="):
                cell.Formula = value
            else:
                cell.String = value
        else:
            cell.Value = value
    elif what == "format":
        key = document.NumberFormats
        locale = uno.createUnoStruct("com.sun.star.lang.Locale")
        locale.Language, locale.Country = each["locale"]
        found = key.queryKey(each["format"], locale, False)
        sheet.getCellRangeByName(each["cell"]).NumberFormat = (
            found if found >= 0 else key.addNew(each["format"], locale)
        )
    elif what == "insert-rows":
        sheet.Rows.insertByIndex(each["before"] - 1, each["count"])
    elif what == "delete-rows":
        sheet.Rows.removeByIndex(each["row"] - 1, each["count"])
    elif what == "insert-columns":
        sheet.Columns.insertByIndex(each["before"] - 1, each["count"])
    elif what == "move-columns":
        # Cut and paste, as a person moves a column.
        source = sheet.getCellRangeByName(each["range"]).RangeAddress
        target = sheet.getCellRangeByName(each["to"]).CellAddress
        sheet.moveRange(target, source)
    elif what == "sort":
        area = sheet.getCellRangeByName(each["range"])
        field = TableSortField()
        field.Field = each["column"]
        field.IsAscending = each.get("ascending", True)
        fields = uno.Any("[]com.sun.star.table.TableSortField", (field,))
        area.sort((prop("SortFields", fields), prop("ContainsHeader", False)))
    else:
        raise SystemExit(f"no such edit: {what}")


def main():
    job = json.load(sys.stdin)
    pipe = f"valuebook-{os.getpid()}"
    office = subprocess.Popen(
        [
            job["program"],
            f"-env:UserInstallation={uno.systemPathToFileUrl(job['profile'])}",
            "--headless",
            "--norestore",
            f"--accept=pipe,name={pipe};urp;",
        ]
    )
    try:
        context = connected(pipe)
        desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        for task in job["tasks"]:
            document = desktop.loadComponentFromURL(
                uno.systemPathToFileUrl(task["from"]), "_blank", 0, (prop("Hidden", True),)
            )
            for each in task["edits"]:
                edit(document, each)
            document.storeToURL(
                uno.systemPathToFileUrl(task["to"]), (prop("FilterName", "Calc MS Excel 2007 XML"),)
            )
            document.close(True)
        try:
            desktop.terminate()
        except Exception:
            pass
        office.wait(timeout=30)
    finally:
        if office.poll() is None:
            office.kill()


main()
