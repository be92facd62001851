import { Kind, getOperationAST, parse } from "graphql";
import type { DocumentNode, OperationDefinitionNode } from "graphql";

/** What a tab holds, a question asks and a link shares: texts, as the editors show them. */
export interface Operation {
  query: string;
  variables: string;
  operationName?: string | undefined;
}

/** What GraphiQL keeps about the text in its editor. */
export interface Facts {
  documentAST: DocumentNode;
  operations: OperationDefinitionNode[];
  operationName?: string;
}

/**
 * The facts of an operation that may run without being asked to, else null: only a query, since
 * a link must never change anything, and only when it is plain which operation is meant.
 */
export function readingFacts({ query, operationName }: Operation): Facts | null {
  const documentAST = parsed(query);
  if (!documentAST) return null;
  const asked = getOperationAST(documentAST, operationName) ?? getOperationAST(documentAST);
  if (asked?.operation !== "query") return null;
  return {
    documentAST,
    operations: documentAST.definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION),
    ...(asked.name && { operationName: asked.name.value }),
  };
}

function parsed(query: string): DocumentNode | null {
  try {
    return parse(query);
  } catch {
    return null;
  }
}
