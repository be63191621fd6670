// A worker thread's share of an archive: the files of one part.
import { workerData } from 'node:worker_threads';
import { type ArchiveShape, writeArchive } from './generate-archive.js';

const { folder, shape, part } = workerData as {
  folder: string;
  shape: ArchiveShape;
  part: { first: number; of: number };
};
writeArchive(folder, shape, part);
