import { unparse } from "papaparse";

import type { Table } from "./table";

// A spreadsheet would run a text that begins like a formula, whoever wrote it. A plain number that
// is given as a text is none.
const FORMULA = /^(?![+-]?\d+(\.\d+)?$)[=+\-@＝＋－＠\t\r\n]/;

// Excel takes a file without it to be in the old encoding of the country.
const BYTE_ORDER_MARK = "\uFEFF";

/** The table as RFC 4180 has it, with its columns as the first line. */
export function toCsv({ columns, rows }: Table): string {
  const lines = [columns, ...rows.map((row) => row.cells)];
  return unparse(lines, { newline: "\r\n", escapeFormulae: FORMULA });
}

/** A name that says what was asked, which list of the answer it is, and when it was saved. */
export function fileName(operation: string | null | undefined, list: string, day: Date): string {
  // Sweden writes the date as ISO 8601 does, here in the reader's own time.
  const date = day.toLocaleDateString("sv");
  return [operation, list.replaceAll(".", "-"), date].filter(Boolean).join("-") + ".csv";
}

/** Lets the browser save the text as a file. */
export function save(csv: string, name: string): void {
  const blob = new Blob([BYTE_ORDER_MARK, csv], { type: "text/csv;charset=utf-8" });
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  // Browsers may ask for a place first, and read the text only then.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
