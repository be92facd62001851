// Prints, of each answer in the file that it is given, the CSV of each list as the explorer page makes it.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { build } from "../../../web/node_modules/vite/dist/node/index.js";

/** A module of the page, built as the page is. */
async function load(name) {
  const entry = fileURLToPath(new URL(`../../../web/src/${name}`, import.meta.url));
  const [{ output }] = await build({
    configFile: false,
    logLevel: "error",
    build: { lib: { entry, formats: ["es"] }, write: false },
  });
  return import(`data:text/javascript,${encodeURIComponent(output[0].code)}`);
}

const { listsOf, firstOf, tableOf } = await load("table.ts");
const { toCsv } = await load("csv.ts");

const made = JSON.parse(readFileSync(process.argv[2], "utf-8")).map((data) => {
  const lists = listsOf(data);
  return {
    first: firstOf(lists)?.name ?? null,
    // The page offers no file of a list that is empty.
    files: Object.fromEntries(
      lists
        .filter(({ items }) => items.length > 0)
        .map(({ name, items }) => [name, toCsv(tableOf(items))]),
    ),
  };
});
process.stdout.write(JSON.stringify(made));
