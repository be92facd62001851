// What the page uses of it. The package's published types bring along those of Node, with which
// `process` and the like would seem to exist in a browser.
declare module "papaparse" {
  export function unparse(
    rows: readonly (readonly unknown[])[],
    options?: { newline?: string; escapeFormulae?: boolean | RegExp },
  ): string;
}
