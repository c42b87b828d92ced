// Installs the packages of the lock file and nothing else: integrity checked by npm, no install script run. Installed again
// only when the lock file has changed or the last installation did not finish.
// node install.mjs <folder of package.json> <folder to install into>

import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";

const [module, home] = process.argv.slice(2);
const lock = join(module, "package-lock.json");
const finished = join(home, "installed-lock.json");

const installed =
  existsSync(finished) && existsSync(join(home, "node_modules")) && readFileSync(finished).equals(readFileSync(lock));
if (!installed) {
  mkdirSync(home, { recursive: true });
  rmSync(finished, { force: true });
  copyFileSync(join(module, "package.json"), join(home, "package.json"));
  copyFileSync(lock, join(home, "package-lock.json"));
  const npm = spawnSync("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: home,
    stdio: "inherit",
    shell: process.platform === "win32",
  });
  if (npm.status !== 0) {
    console.error("The definitions of the chart's custom resources are npm packages, and npm ci failed");
    process.exit(1);
  }
  copyFileSync(lock, finished);
}
