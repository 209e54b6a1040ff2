import { defineConfig } from 'vite';

export default defineConfig({ preview: { proxy: { '/api': process.env.PLATFORM ?? 'http://127.0.0.1:4010' } } });
