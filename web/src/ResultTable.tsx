import type { Cell, List, Table } from "./table";

interface ResultTableProps {
  list: List;
  table: Table;
}

/** A list of the answer as a table. */
export function ResultTable({ list, table }: ResultTableProps) {
  return (
    // A table that does not fit is scrolled, with the keyboard too.
    <div className="table-frame" role="region" aria-label={`Rows of ${list.name}`} tabIndex={0}>
      <table>
        <caption>{captionOf(list)}</caption>
        <thead>
          <tr>
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
  const count = total !== null && total > items.length ? `${items.length} of ${total}` : items.length;
  return `${name}: ${count} ${items.length === 1 && total === null ? "row" : "rows"}`;
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
