import { defineConfig } from "vite";

export default defineConfig({
  // The pages are served at /graphql and /docs, so their assets are named from the root.
  base: "/explorer/",
  build: {
    // Nothing is inlined as data:, so that the page's Content-Security-Policy can stay narrow.
    assetsInlineLimit: 0,
    // The licenses of what is bundled travel with the bundle.
    license: { fileName: "licenses.md" },
    // "use client" means nothing in a browser, and nearly every file of framer-motion has it.
    rolldownOptions: {
      input: ["index.html", "docs.html"],
      checks: { moduleLevelDirective: false },
    },
    // Monaco, the editor, is one piece of about 3 MB; it is loaded after the page stands.
    chunkSizeWarningLimit: 4000,
  },
  worker: { format: "es" },
});
