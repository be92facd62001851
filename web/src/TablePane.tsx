import { type GraphiQLPlugin, useGraphiQL } from "@graphiql/react";
import { type SVGProps, useMemo, useState } from "react";

import { CsvButtons } from "./CsvButtons";
import { ResultTable } from "./ResultTable";
import { type Answer, readAnswer } from "./answer";
import { type List, firstOf, listsOf, tableOf } from "./table";
import { useActiveResponse } from "./tabs";

/** The GraphiQL plugin that shows the answer as a table. */
export const TABLE_PLUGIN: GraphiQLPlugin = {
  title: "Table",
  icon: TableIcon,
  content: TablePane,
};

function TablePane() {
  const response = useActiveResponse();
  const isFetching = useGraphiQL((state) => state.isFetching);
  const answer = useMemo(() => readAnswer(response), [response]);
  const [chosen, choose] = useState("");

  return (
    <section className="table-pane" aria-label="Table">
      <h1>Table</h1>
      {answer ? (
        <AnswerShown answer={answer} chosen={chosen} onChoose={choose} />
      ) : isFetching ? (
        <p>Waiting for the answer.</p>
      ) : (
        <p>There is no answer yet. Run the query, and its answer stands here as a table.</p>
      )}
    </section>
  );
}

interface Choice {
  chosen: string;
  onChoose: (name: string) => void;
}

function AnswerShown({ answer, ...choice }: { answer: Answer } & Choice) {
  const { data, errors } = answer;
  const lists = useMemo(() => listsOf(data ?? {}), [data]);

  return (
    <>
      {errors.length > 0 && (
        <div className="table-errors">
          <p>{data ? "The answer is not whole:" : "There is no table: the answer has no data."}</p>
          <ul>
            {errors.map((message, index) => (
              <li key={index}>{message}</li>
            ))}
          </ul>
        </div>
      )}
      {data && lists.length === 0 && <p>The answer is empty: nothing was found.</p>}
      {lists.length > 0 && <ListsShown lists={lists} {...choice} />}
    </>
  );
}

function ListsShown({ lists, chosen, onChoose }: { lists: List[] } & Choice) {
  const list = lists.find(({ name }) => name === chosen) ?? firstOf(lists);
  const table = useMemo(() => tableOf(list?.items ?? []), [list]);
  if (!list) return null;

  return (
    <>
      <div className="table-tools">
        {lists.length > 1 && <Chooser lists={lists} chosen={list.name} onChoose={onChoose} />}
        {list.items.length > 0 && <CsvButtons table={table} list={list.name} />}
      </div>
      {list.items.length > 0 ? (
        <ResultTable list={list} table={table} />
      ) : (
        <p>The list {list.name} is empty.</p>
      )}
    </>
  );
}

function Chooser({ lists, chosen, onChoose }: { lists: List[] } & Choice) {
  return (
    <label>
      List{" "}
      <select value={chosen} onChange={(event) => onChoose(event.target.value)}>
        {lists.map(({ name, items }) => (
          <option key={name} value={name}>
            {name} ({items.length})
          </option>
        ))}
      </select>
    </label>
  );
}

function TableIcon(props: SVGProps<SVGSVGElement>) {
  return (
    <svg viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="1.5" {...props}>
      <rect x="3" y="4" width="18" height="16" rx="1.5" />
      <path d="M3 9.5h18M3 14.7h18M9.5 9.5V20" />
    </svg>
  );
}
