import { defineConfig } from 'vite';

// The strictest policy under which a page with a script, a stylesheet and requests of its own can work at all.
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; require-trusted-types-for 'script'";

export default defineConfig({
  build: { rolldownOptions: { input: ['index.html', 'byo.html'] } },
  preview: {
    headers: { 'Content-Security-Policy': policy },
    proxy: { '/api': process.env.PLATFORM ?? 'http://127.0.0.1:4010' },
  },
});
