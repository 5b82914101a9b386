// Loaded before every npm script, in plain JavaScript, since an older Node cannot read the sources.
const [major, minor] = process.versions.node.split('.').map(Number);

if (major < 22 || (major === 22 && minor < 19)) {
  process.stderr.write(
    `Tagboat runs on Node 22.19 or newer, and this is Node ${process.versions.node}.\n` +
      'npm scripts use the Node 24 of the development dependency `node`, which its install script puts in\n' +
      'place. That script has not run: install without --ignore-scripts (npm ci), and use npm run.\n',
  );
  process.exit(1);
}
