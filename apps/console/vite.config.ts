import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { compression, defineAlgorithm } from 'vite-plugin-compression2';

/** Where the API listens while the console is developed with `vite dev`. The built console is served by the API itself. */
const apiUrl = process.env.API_URL ?? 'http://127.0.0.1:3000';

export default defineConfig({
  // Compressed once, at the best quality, rather than for each reader.
  plugins: [
    react(),
    compression({ algorithms: [defineAlgorithm('brotliCompress')], include: /\.(js|css|svg)$/ }),
  ],
  resolve: { conditions: ['source', 'module', 'browser', 'development|production'] },
  server: { host: '127.0.0.1', proxy: { '/v1': apiUrl, '/api': apiUrl } },
  build: {
    // Nothing as data URI: the API forbids scripts and workers that do not come as a file of its own.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 400,
  },
});
