import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import type { MachineFacts } from './diagnostics/facts.js';

const manifest = z.object({ version: z.string().regex(/^\d{1,6}\.\d{1,6}\.\d{1,6}(?![\d.])[\w.+-]*$/) });

/**
 * What BioNote runs on. Never throws.
 *
 * @param extension the folder with the manifest.
 */
export async function machineFacts(extension?: string): Promise<MachineFacts> {
  const { versions, platform, arch } = process;
  const bionote = extension === undefined ? undefined : await versionIn(extension);
  const libc = platform === 'linux' ? libcOf(arch) : undefined;
  return {
    ...(bionote !== undefined && { bionote }),
    node: versions.node,
    ...(versions['electron'] !== undefined && { electron: versions['electron'] }),
    platform,
    arch,
    ...(libc !== undefined && { libc }),
  };
}

async function versionIn(extension: string): Promise<string | undefined> {
  try {
    return manifest.parse(JSON.parse(await readFile(join(extension, 'package.json'), 'utf8'))).version;
  } catch {
    return undefined;
  }
}

/** The C library: binaries for one do not run on another. */
function libcOf(arch: string): string {
  const loader = { x64: 'x86_64', arm64: 'aarch64' }[arch] ?? arch;
  if (existsSync(`/lib/ld-musl-${loader}.so.1`)) return 'musl';
  const version = glibcVersion();
  return version === undefined ? 'glibc' : `glibc ${version}`;
}

const processReport = z.object({
  header: z.object({ glibcVersionRuntime: z.string().regex(/^\d+(\.\d+)+$/) }),
});

/** Told by Node's report alone, which must not look up names of hosts for it; older releases cannot leave that out. */
function glibcVersion(): string | undefined {
  const report = process.report as NodeJS.ProcessReport & { excludeNetwork?: boolean };
  if (report.excludeNetwork === undefined) return undefined;
  const before = report.excludeNetwork;
  report.excludeNetwork = true;
  try {
    return processReport.safeParse(report.getReport()).data?.header.glibcVersionRuntime;
  } finally {
    report.excludeNetwork = before;
  }
}
