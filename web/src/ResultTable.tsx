import { Button } from "@graphiql/react";

import { useClipboard } from "./clipboard";
import type { Cell, List, Row, Table } from "./table";

interface ResultTableProps {
  list: List;
  table: Table;
}

/** A list of the answer as a table; where its rows can be cited, with a button for that. */
export function ResultTable({ list, table }: ResultTableProps) {
  const [copied, copy] = useClipboard();
  const isCited = table.rows.some((row) => row.citations.length > 0);

  return (
    // A table that does not fit is scrolled, with the keyboard too.
    <div className="table-frame" role="region" aria-label={`Rows of ${list.name}`} tabIndex={0}>
      <table>
        <caption>{captionOf(list)}</caption>
        <thead>
          <tr>
            {isCited && <th scope="col">Citation</th>}
            {table.columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row, index) => (
            <tr key={index}>
              {isCited && <CitationCell row={row} copied={copied} onCopy={copy} />}
              {row.cells.map((cell, place) => (
                <ValueCell key={table.columns[place]} value={cell} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Says the name and how many rows, also where the list is but a page of more. */
function captionOf({ name, items, total }: List): string {
  const rows = items.length;
  if (total !== null && total > rows) return `${name}: ${rows} of ${total} rows`;
  return `${name}: ${rows} ${rows === 1 ? "row" : "rows"}`;
}

interface CitationCellProps {
  row: Row;
  copied: string;
  onCopy: (text: string) => void;
}

/** Buttons that copy what is to be cited: the row itself, then what stands in it. */
function CitationCell({ row, copied, onCopy }: CitationCellProps) {
  return (
    <td className="table-citation">
      <div aria-live="polite">
        {row.citations.map(({ of, texts }) => {
          const text = texts.join("\n");
          const label = copied === text ? "Copied" : deedOf(of, texts.length);
          return (
            <Button
              key={of}
              type="button"
              aria-label={`${label}: ${texts[0]}`}
              onClick={() => onCopy(text)}
            >
              {label}
            </Button>
          );
        })}
      </div>
    </td>
  );
}

function deedOf(place: string, count: number): string {
  const deed = count > 1 ? `Copy ${count} citations` : "Copy citation";
  return place ? `${deed} of ${place}` : deed;
}

function ValueCell({ value }: { value: Cell }) {
  if (typeof value === "number") return <td className="table-number">{value}</td>;
  const text = String(value ?? "");
  return (
    <td>
      <div>
        {/^https?:\/\/\S+$/.test(text) ? (
          <a href={text} target="_blank" rel="noreferrer">
            {text}
          </a>
        ) : (
          text
        )}
      </div>
    </td>
  );
}
