// What this consumer proves is only proved where no query library is at hand.
import { existsSync } from 'node:fs';

if (existsSync('node_modules/@tanstack')) {
  console.error('A query library is installed although nobody asked for one: is the peer no longer optional?');
  process.exit(1);
}
