import { Button } from "@graphiql/react";
import { useMemo, useState } from "react";

import { useClipboard } from "./clipboard";
import { fileName, save, toCsv } from "./csv";
import type { Table } from "./table";
import { useActiveOperation } from "./tabs";

interface CsvButtonsProps {
  table: Table;
  list: string;
}

/** Copies a table as CSV, or saves it as a file. */
export function CsvButtons({ table, list }: CsvButtonsProps) {
  const [copied, copy] = useClipboard();
  const [saved, setSaved] = useState<Table | null>(null);
  const { operationName } = useActiveOperation();
  const csv = useMemo(() => toCsv(table), [table]);

  function saveTable() {
    save(csv, fileName(operationName, list, new Date()));
    setSaved(table);
  }

  return (
    <div className="table-buttons" aria-live="polite">
      <Button type="button" onClick={() => copy(csv)}>
        {copied === csv ? "Copied" : "Copy as CSV"}
      </Button>
      <Button type="button" onClick={saveTable}>
        {saved === table ? "Saved" : "Save as CSV"}
      </Button>
    </div>
  );
}
