// How many events the store has, by a process of its own: `node read-events.mjs STORE`. Fails while another has it open.
import { openStore } from '../../dist/src/store/open-store.js';
import { readTotals } from '../../dist/src/store/read-usage.js';

const store = await openStore({ path: process.argv[2], mustExist: true, catalogDate: '2026-01-01' });
console.log((await readTotals(store)).events);
store.close();
