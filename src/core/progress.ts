// What a long run tells of itself while it goes on. Faces show it; nothing else depends on it.

export interface Progress {
  phase: 'list' | 'scan' | 'settle' | 'generate';
  /** Log files done and known so far; `totalFiles` grows while listing goes on. */
  files: number;
  totalFiles: number;
  /** Compressed bytes, as on disk. */
  bytes: number;
  totalBytes: number;
  records: number;
  /** True once no more files will be found: only then is a remaining time honest. */
  listed: boolean;
}

export type ProgressListener = (progress: Progress) => void;
