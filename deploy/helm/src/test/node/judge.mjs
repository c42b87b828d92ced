// Says of each custom resource, and of each dashboard, what its definition has against it.
// node judge.mjs <folder with node_modules>
// Each line that it is given is a JSON array of objects, each line of its answer one of the faults of each.
//
// Two judges, each of which sees what the other does not. The TypeScript compiler holds an object, written as a literal, to
// the interface of its kind: fields that do not exist, at any depth, and types and required fields. The packages' own
// validators know what types cannot say: whole numbers, bounds, patterns, formats.

import { existsSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const [home] = process.argv.slice(2);
const { default: ts } = await import(pathToFileURL(join(home, "node_modules/typescript/lib/typescript.js")).href);

const PACKAGES = {
  "cert-manager.io": "cert-manager",
  "external-secrets.io": "external-secrets",
  "gateway.networking.k8s.io": "gateway-api",
  "keda.sh": "keda",
  "monitoring.coreos.com": "prometheus-operator",
  "postgresql.cnpg.io": "cloudnative-pg",
};

// No package brings the definition of ObjectStore, of CloudNativePG's plugin for backups. Nearly all of one is its
// configuration, though, whose type the plugin shares with CloudNativePG; around it stands only what the chart sets.
const CONFIGURATION = "@kubernetes-models/cloudnative-pg/github.com/cloudnative-pg/barman-cloud/pkg/api/BarmanObjectStoreConfiguration";
const OBJECT_STORE = `{
  apiVersion: "barmancloud.cnpg.io/v1";
  kind: "ObjectStore";
  metadata: import("@kubernetes-models/apimachinery/apis/meta/v1/ObjectMeta").IObjectMeta;
  spec: {
    configuration: import("${CONFIGURATION}").IBarmanObjectStoreConfiguration;
    retentionPolicy?: \`\${bigint}\${"d" | "w" | "m"}\`;
  };
}`.replaceAll("\n", " ");

/** The module of a kind; undefined where no package here has its group. */
function moduleOf({ apiVersion, kind }) {
  const name = PACKAGES[apiVersion.split("/")[0]];
  return name && `@kubernetes-models/${name}/${apiVersion}/${kind}`;
}

const isDashboard = (object) => "schemaVersion" in object;

function typeOf(object) {
  if (isDashboard(object)) {
    return 'import("@grafana/schema").Dashboard';
  }
  if (object.kind === "ObjectStore") {
    return OBJECT_STORE;
  }
  const module = moduleOf(object);
  // Never: a kind that nothing defines has a fault.
  return module ? `import("${module}").I${object.kind}` : "never";
}

const OPTIONS = {
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  lib: ["lib.es2022.d.ts"],
  types: [],
};
const FILE = join(home, "objects.ts").replaceAll("\\", "/");
const parsed = new Map();
let program;

/** The faults that the compiler finds, by the object's place: each object is one line of a file that is never written. */
function compiled(objects) {
  const text = objects.map((object, at) => `const o${at}: ${typeOf(object)} = ${JSON.stringify(object)};`).join("\n");
  const host = ts.createCompilerHost(OPTIONS);
  const { getSourceFile, fileExists, readFile } = host;
  host.fileExists = (file) => file === FILE || fileExists(file);
  host.readFile = (file) => (file === FILE ? text : readFile(file));
  host.getSourceFile = (file, ...how) => {
    if (file === FILE) {
      return ts.createSourceFile(file, text, ...how);
    }
    // The types stay what they are from one line to the next.
    if (!parsed.has(file)) {
      parsed.set(file, getSourceFile(file, ...how));
    }
    return parsed.get(file);
  };
  program = ts.createProgram([FILE], OPTIONS, host, program);
  const source = program.getSourceFile(FILE);
  const elsewhere = [...program.getOptionsDiagnostics(), ...program.getGlobalDiagnostics()];
  if (elsewhere.length > 0) {
    throw new Error(ts.formatDiagnostics(elsewhere, host));
  }
  const faults = objects.map(() => []);
  for (const found of [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)]) {
    const { line } = source.getLineAndCharacterOfPosition(found.start);
    faults[line].push(ts.flattenDiagnosticMessageText(found.messageText, " "));
  }
  return faults;
}

/** The faults that the validator of an object's kind finds. */
async function validated(object) {
  if (isDashboard(object)) {
    return [];
  }
  const store = object.kind === "ObjectStore";
  const module = store ? CONFIGURATION : moduleOf(object);
  const file = module && join(home, "node_modules", `${module}.js`);
  if (!file || !existsSync(file)) {
    return [`no package here defines ${object.apiVersion} ${object.kind}`];
  }
  const models = await import(pathToFileURL(file).href);
  const model = new models[module.split("/").at(-1)](store ? object.spec?.configuration : object);
  try {
    model.validate();
    return [];
  } catch (fault) {
    return [fault.message];
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  const objects = JSON.parse(line);
  const faults = compiled(objects);
  for (const [at, object] of objects.entries()) {
    faults[at].push(...(await validated(object)));
  }
  process.stdout.write(`${JSON.stringify(faults)}\n`);
}
