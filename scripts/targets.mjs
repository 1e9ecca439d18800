/** The platforms that BioNote is packaged for, by the names of VS Code, with the names that the embedded engine has for them. */
export const targets = {
  'linux-x64': 'linux-x64',
  'linux-arm64': 'linux-arm64',
  'darwin-arm64': 'mac-arm64-metal',
  'darwin-x64': 'mac-x64',
  'win32-x64': 'win-x64',
  'win32-arm64': 'win-arm64',
};

/** The package for every other platform: without engines and weights. */
export const universal = 'universal';
