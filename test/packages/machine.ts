/** The platform that a native library is for, by its header, as VS Code names it; `undefined` if it is none. */
export function machineOf(file: Buffer): string | undefined {
  if (file.readUInt32BE(0) === 0x7f45_4c46)
    return named('linux', { 62: 'x64', 183: 'arm64' }, file.readUInt16LE(18));
  if (file.readUInt32LE(0) === 0xfeed_facf) {
    return named('darwin', { 0x100_0007: 'x64', 0x100_000c: 'arm64' }, file.readUInt32LE(4));
  }
  if (file.toString('latin1', 0, 2) !== 'MZ') return undefined;
  const header = file.readUInt32LE(0x3c);
  return named('win32', { 0x8664: 'x64', 0xaa64: 'arm64' }, file.readUInt16LE(header + 4));
}

function named(system: string, machines: Readonly<Record<number, string>>, machine: number): string {
  return `${system}-${machines[machine] ?? `0x${machine.toString(16)}`}`;
}
