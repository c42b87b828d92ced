/**
 * Checks the pages and lays out what is served: the sources as they are, the modules that they import, their licences,
 * and an index. Takes three folders: of the module, for work files, of the result. Fails where the types do not hold,
 * where a page imports what is not served, or where a library is not the one of the lock file.
 */
import {execFileSync} from 'node:child_process';
import {cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync} from 'node:fs';
import {createHash} from 'node:crypto';
import {dirname, join, relative, resolve} from 'node:path';

const [module, work, result] = process.argv.slice(2).map((folder) => resolve(folder));
const sources = join(module, 'src/main/web');
const contract = resolve(module, '../openapi.json');
const npm = join(work, 'npm');
const served = join(result, 'org/vouch/pages');

/** What the import map of a page names, and where its file comes from. */
const LIBRARIES = {
  'preact.js': 'preact/dist/preact.module.js',
  'preact-hooks.js': 'preact/hooks/dist/hooks.module.js',
  'signals-core.js': '@preact/signals-core/dist/signals-core.module.js',
  'signals.js': '@preact/signals/dist/signals.module.js',
  'htm.js': 'htm/dist/htm.module.js',
  'uplot.js': 'uplot/dist/uPlot.esm.js',
  'uplot.css': 'uplot/dist/uPlot.min.css',
};
const LICENCES = ['preact', 'htm', '@preact/signals', '@preact/signals-core', 'uplot'];

install();
const inputs = digest([contract, join(module, 'package-lock.json'), ...files(join(module, 'src'))]);
const stamp = join(work, 'pages.inputs');
if (existsSync(stamp) && readFileSync(stamp, 'utf8') === inputs && existsSync(join(served, 'index'))) {
  process.exit(0);
}
rmSync(stamp, {force: true});
check();
layOut();
writeFileSync(stamp, inputs);

/** From the committed lock file and nothing else; no install script runs. */
function install() {
  const lock = readFileSync(join(module, 'package-lock.json'), 'utf8');
  const done = join(npm, 'installed-lock.json');
  if (existsSync(done) && readFileSync(done, 'utf8') === lock) {
    return;
  }
  mkdirSync(npm, {recursive: true});
  rmSync(done, {force: true});
  for (const file of ['package.json', 'package-lock.json']) {
    cpSync(join(module, file), join(npm, file));
  }
  run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline'], npm);
  writeFileSync(done, lock);
}

/** In a copy beside the packages, where the compiler finds their types and the contract's. */
function check() {
  const checked = join(npm, 'checked');
  rmSync(checked, {recursive: true, force: true});
  cpSync(sources, checked, {recursive: true});
  cpSync(join(module, 'src/build/tsconfig.json'), join(checked, 'tsconfig.json'));
  const tools = join(npm, 'node_modules');
  run(process.execPath, [
    join(tools, 'openapi-typescript/bin/cli.js'), contract, '--properties-required-by-default',
    '-o', join(checked, 'kit/audit-api.d.ts'),
  ], npm);
  run(process.execPath, [join(tools, 'typescript/bin/tsc'), '-p', checked], npm);
}

function layOut() {
  rmSync(served, {recursive: true, force: true});
  cpSync(sources, served, {recursive: true});
  const libraries = join(served, 'kit/lib');
  for (const [name, origin] of Object.entries(LIBRARIES)) {
    mkdirSync(libraries, {recursive: true});
    // Maps of sources are not served.
    const text = readFileSync(join(npm, 'node_modules', origin), 'utf8').replace(/\n?\/\/# sourceMappingURL=.*\n?/g, '\n');
    writeFileSync(join(libraries, name), text);
  }
  for (const name of LICENCES) {
    const folder = join(npm, 'node_modules', name);
    const licence = readdirSync(folder).find((file) => /^licen[cs]e/i.test(file));
    if (!licence) {
      throw new Error(`${name} comes without a licence`);
    }
    cpSync(join(folder, licence), join(libraries, `LICENSE-${name.replace(/[@/]+/g, '-').replace(/^-/, '')}.txt`));
  }
  imports();
  writeFileSync(join(served, 'index'), files(served).map((file) => relative(served, file)).sort().join('\n') + '\n');
}

/** Every import leads to a file that is served, by the map of the page or by its place. */
function imports() {
  const named = new Map();
  for (const page of files(served).filter((file) => file.endsWith('.html'))) {
    const map = /<script type="importmap">([^]*?)<\/script>/.exec(readFileSync(page, 'utf8'));
    for (const [name, place] of Object.entries(map ? JSON.parse(map[1]).imports : {})) {
      named.set(name, join(served, place));
    }
  }
  for (const file of files(served).filter((one) => one.endsWith('.js'))) {
    const code = readFileSync(file, 'utf8').replace(/\/\*[^]*?\*\//g, '');
    for (const [, name] of code.matchAll(/(?:(?<!['"])\bfrom|^\s*import|[;}]import)\s*["']([^"'\n]+)["']/gm)) {
      const place = name.startsWith('.') ? join(dirname(file), name) : named.get(name);
      if (!place || !existsSync(place)) {
        throw new Error(`${relative(served, file)} imports ${name}, which is not served`);
      }
    }
  }
}

function files(folder) {
  return readdirSync(folder, {withFileTypes: true, recursive: true})
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
}

function digest(paths) {
  const hash = createHash('sha256');
  for (const path of [...paths].sort()) {
    hash.update(path).update('\0').update(readFileSync(path));
  }
  return hash.digest('hex');
}

function run(program, args, folder) {
  try {
    execFileSync(program, args, {cwd: folder, stdio: ['ignore', 'pipe', 'pipe'], encoding: 'utf8'});
  } catch (failure) {
    process.stderr.write(`${failure.stdout ?? ''}${failure.stderr ?? ''}`);
    throw new Error(`${program} ${args[0]} failed`);
  }
}
