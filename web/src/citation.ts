import { type Json, besidesItems, isObject, itemsOf } from "./answer";

/** What is to be cited in one place of a row. */
export interface Citations {
  /** The fields that lead there; empty for the row itself. */
  of: string;
  texts: string[];
}

/** The citations in an item, at any depth; each text once in its place. */
export function citationsIn(item: Json): Citations[] {
  const places = new Map<string, Set<string>>();
  collect(item, [], places);
  return [...places].map(([of, texts]) => ({ of, texts: [...texts] }));
}

function collect(value: Json, path: string[], places: Map<string, Set<string>>): void {
  for (const item of itemsOf(value) ?? []) collect(item, path, places);
  if (!isObject(value)) return;
  for (const [key, inner] of Object.entries(besidesItems(value))) {
    if (key === "citation" && isObject(inner) && typeof inner.text === "string") {
      const of = path.join(".");
      places.set(of, (places.get(of) ?? new Set()).add(inner.text));
    } else {
      collect(inner, [...path, key], places);
    }
  }
}
