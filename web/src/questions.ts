import type { Operation } from "./operation";

/** A newsroom question, as a file in `schema/questions` tells it. */
export interface Question extends Operation {
  title: string;
  group: string;
  explanation: string;
}

const files = import.meta.glob<string>("../../schema/questions/*.graphql", {
  query: "?raw",
  import: "default",
  eager: true,
});

/** All questions, in the order of their file names. */
export const questions: Question[] = Object.keys(files)
  .sort()
  .map((name) => readQuestion(files[name] ?? ""));

/**
 * Reads one file: comment lines (the title, a group, an explanation, the variables), then the
 * operation. The editor shows the title above the operation, so that a shared link says what it
 * asks; the other comments are for the Questions pane.
 */
function readQuestion(text: string): Question {
  const lines = text.trim().split(/\r?\n/);
  const body = lines.findIndex((line) => !line.startsWith("#"));
  const [title = "", ...rest] = lines.slice(0, body).map((line) => line.slice(1).trim());
  const labelled = (label: string) =>
    rest.find((line) => line.startsWith(label))?.slice(label.length).trim() ?? "";
  const variables = labelled("Variables:");
  return {
    title,
    group: labelled("Group:"),
    explanation: rest.filter((line) => !/^(Group|Variables):/.test(line)).join(" "),
    query: `# ${title}\n${lines.slice(body).join("\n").trim()}`,
    variables: variables && JSON.stringify(JSON.parse(variables), null, 2),
  };
}
