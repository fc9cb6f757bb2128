// Owns the seed of a run: that of the commit, so that seeds rotate with the work, or BATON_SEED to repeat another run.
import { execFileSync } from 'node:child_process';

function ofCommit(): number {
  try {
    const head = execFileSync('git', ['rev-parse', 'HEAD'], { encoding: 'utf8', stdio: 'pipe' });
    return Number.parseInt(head.slice(0, 8), 16);
  } catch {
    // An unpacked archive has no commit.
    return 20_261_124;
  }
}

export const seedOfRun = (): number =>
  process.env.BATON_SEED === undefined ? ofCommit() : Number(process.env.BATON_SEED);
