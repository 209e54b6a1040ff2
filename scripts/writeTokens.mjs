// src/styles/tokens.css from src/styles/tokens.json. `npm test` fails where this was forgotten.
import { readFileSync, writeFileSync } from 'node:fs';
import { tokensCss } from './tokens.mjs';

const styles = new URL('../src/styles/', import.meta.url);
writeFileSync(new URL('tokens.css', styles), tokensCss(JSON.parse(readFileSync(new URL('tokens.json', styles), 'utf8'))));
