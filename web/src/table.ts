import { type Json, type JsonObject, besidesItems, isObject, itemsOf } from "./answer";
import { type Citations, citationsIn } from "./citation";

/** Items of an answer that make one table. */
export interface List {
  /** The way to it, such as `event.versions`. */
  name: string;
  items: Json[];
  /** How many there are in all, where the query asks for it: the list may be one page of them. */
  total: number | null;
  /** Whether it is no list in the answer, but one object, shown as one row. */
  isOne: boolean;
}

export type Cell = null | boolean | number | string;

export interface Row {
  cells: Cell[];
  citations: Citations[];
}

export interface Table {
  columns: string[];
  rows: Row[];
}

/** What can be shown as a table: each list, and each object that stands alone. */
export function listsOf(data: JsonObject): List[] {
  const lists = Object.entries(data).flatMap(([name, value]) => listsAt(name, value));
  const values = Object.entries(data).filter(([, value]) => value !== null && !isPart(value));
  if (values.length === 0) return lists;
  const alone = { name: "answer", items: [Object.fromEntries(values)], total: null, isOne: true };
  return [alone, ...lists];
}

/** Which list to show first: a real one before an object that merely has lists. */
export function firstOf(lists: List[]): List | undefined {
  return lists.find((list) => !list.isOne && list.items.length > 0) ?? lists[0];
}

export function tableOf(items: Json[]): Table {
  const paths = items.some(isObject) ? pathsIn(items) : [[]];
  return {
    columns: paths.map((path) => path.join(".") || "value"),
    rows: items.map((item) => ({
      cells: paths.map((path) => cellOf(valueAt(item, path))),
      citations: citationsIn(item),
    })),
  };
}

/**
 * Any part of an answer in words: items parted by semicolons, the fields of an item named where
 * there are several. What lies deeper is put in brackets.
 */
export function textOf(value: Json, isDeeper = false): string {
  const items = itemsOf(value);
  if (items) return textOfItems(items, isDeeper);
  if (isObject(value)) return textOfFields(Object.entries(value), isDeeper);
  return value === null ? "" : String(value);
}

function textOfItems(items: Json[], isDeeper: boolean): string {
  if (items.length === 1) return textOf(items[0] ?? null, isDeeper);
  const text = items.map((item) => textOf(item)).filter(Boolean).join("; ");
  return text && isDeeper ? `[${text}]` : text;
}

function textOfFields(fields: [string, Json][], isDeeper: boolean): string {
  const [only] = fields;
  if (only && fields.length === 1) return textOf(only[1], isDeeper);
  const text = fields
    .map(([name, value]) => [name, textOf(value, true)])
    .filter(([, words]) => words)
    .map(([name, words]) => `${name}: ${words}`)
    .join(", ");
  return text && isDeeper ? `(${text})` : text;
}

function listsAt(name: string, value: Json): List[] {
  if (Array.isArray(value)) return [{ name, items: value, total: null, isOne: false }];
  if (!isObject(value)) return [];
  const items = itemsOf(value);
  const total = items && typeof value.totalCount === "number" ? value.totalCount : null;
  return [
    { name, items: items ?? [value], total, isOne: !items },
    ...Object.entries(besidesItems(value)).flatMap(([key, inner]) => innerLists(name, key, inner)),
  ];
}

/** An inner object, or a list of mere values, stands in its row already. */
function innerLists(name: string, key: string, value: Json): List[] {
  if (Array.isArray(value) && !value.some(isObject)) return [];
  return listsAt(`${name}.${key}`, value).filter((list) => !list.isOne);
}

/** The columns, in the order of the query: a column for each field, also of an inner object. */
function pathsIn(items: Json[]): string[][] {
  const rows = items.filter(isObject);
  const keys = new Set(rows.flatMap((row) => Object.keys(row)));
  return [...keys].flatMap((key) => {
    const values = rows.map((row) => row[key]);
    const objects = values.filter(isObject);
    // A connection is a cell of its items; what it has beside them follows.
    const isCell = objects.length === 0 || values.some((value) => itemsOf(value));
    const inner = pathsIn(objects.map(besidesItems)).map((path) => [key, ...path]);
    return isCell ? [[key], ...inner] : inner;
  });
}

function valueAt(item: Json, path: string[]): Json {
  return path.reduce<Json>((value, key) => (isObject(value) ? (value[key] ?? null) : null), item);
}

function cellOf(value: Json): Cell {
  return isPart(value) ? textOf(value) : value;
}

function isPart(value: Json): value is Json[] | JsonObject {
  return typeof value === "object" && value !== null;
}
