// Requests of one principal, made ready together: each as it would be alone, whatever was asked before.
import { expect, it } from 'vitest';
import type { JsonObject } from '../../src/core/json.js';
import { prepareRequest, requestPreparer } from '../../src/evaluation/prepare-request.js';
import { readRequest } from '../../src/evaluation/read-request.js';
import { randomLine, randomNumbers } from './random-line.js';

const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));

it(`prepares requests as if each were the only one, seed ${seed}`, () => {
  const next = randomNumbers(seed);
  for (let round = 0; round < 100; round++) {
    const requests = Array.from({ length: 20 }, () =>
      readRequest(randomLine(next).request as unknown as JsonObject),
    );
    const principal = requests[0]?.principal ?? { kind: 'anonymous' };
    const prepare = requestPreparer(principal);
    const asked = requests.flatMap((request) => [
      { ...request, principal },
      { ...request, principal, context: new Map<string, readonly string[]>() },
    ]);
    expect(asked.map(prepare)).toEqual(asked.map(prepareRequest));
  }
});
