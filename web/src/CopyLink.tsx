import { ToolbarButton } from "@graphiql/react";

import { linkTo } from "./address";
import { useClipboard } from "./clipboard";
import { useActiveOperation } from "./tabs";

const CHAIN =
  "M10 14a4 4 0 0 0 5.7 0l4-4A4 4 0 0 0 14 4.3l-1.5 1.5" +
  "M14 10a4 4 0 0 0-5.7 0l-4 4A4 4 0 0 0 10 19.7l1.5-1.5";
const CHECK = "M5 12.5l5 5 9-11";

/** Copies the address that shares the query and its variables. */
export function CopyLink() {
  const link = linkTo(useActiveOperation());
  const [copied, copy] = useClipboard();
  const isCopied = copied === link;
  return (
    <ToolbarButton label={isCopied ? "Link copied" : "Copy link"} onClick={() => copy(link)}>
      <svg
        className="graphiql-toolbar-icon"
        viewBox="0 0 24 24"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
        strokeLinecap="round"
        aria-hidden="true"
      >
        <path d={isCopied ? CHECK : CHAIN} />
      </svg>
    </ToolbarButton>
  );
}
