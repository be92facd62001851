import { useState } from "react";

/** What was copied last, and the function that copies a text. */
export function useClipboard(): [copied: string, copy: (text: string) => Promise<void>] {
  const [copied, setCopied] = useState("");

  async function copy(text: string) {
    if ((await isWritten(text)) || isCopiedAsSelection(text)) setCopied(text);
    // At the very least the person can copy by hand.
    else window.prompt("Copy this:", text);
  }

  return [copied, copy];
}

async function isWritten(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/**
 * Browsers give the clipboard to secure pages only. From a newsroom's own host without HTTPS, what
 * is selected can still be copied, in a way that is old but that all of them have.
 */
function isCopiedAsSelection(text: string): boolean {
  const focused = document.activeElement;
  const area = document.createElement("textarea");
  area.value = text;
  document.body.append(area);
  area.select();
  const isCopied = document.execCommand("copy");
  area.remove();
  if (focused instanceof HTMLElement) focused.focus();
  return isCopied;
}
