import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { dirname, join } from 'node:path';

/**
 * What the Chromatic CLI talks to, on this machine: takes the uploaded files into `folder` and answers as the cloud would.
 * @param readTests called once all files are there; resolves to the pictures that the cloud would take
 * @param result what the build ends with: `{ status, changeCount, errorCount }`
 */
export async function startChromaticIndex({ folder, readTests, result }) {
  const asked = [];
  const uploaded = [];
  let tests = [];
  let url = '';

  const build = () => ({
    id: 'build1',
    number: 1,
    specCount: new Set(tests.map(({ story }) => story)).size,
    componentCount: 1,
    testCount: tests.length,
    actualTestCount: tests.length,
    actualCaptureCount: tests.length,
    inheritedCaptureCount: 0,
    interactionTestFailuresCount: 0,
    inProgressCount: 0,
    ignoredCount: 0,
    pendingCount: 0,
    acceptedCount: 0,
    deniedCount: 0,
    webUrl: `${url}/build`,
    startedAt: 1,
    completedAt: 2,
    failureReason: null,
    autoAcceptChanges: false,
    turboSnapEnabled: false,
    wasLimited: false,
    browsers: [{ browser: 'chrome' }],
    features: { uiTests: true, uiReview: true, isReactNativeApp: false, accessibilityTests: { enabled: false } },
    app: { manageUrl: url, setupUrl: url, account: { exceededThreshold: false, paymentRequired: false, billingUrl: url }, repository: null },
    tests: tests.map(({ name, story }) => ({ spec: { name: story, component: { name: story, displayName: story } }, parameters: { viewport: 0, viewportIsDefault: true }, mode: { name } })),
    ...result,
  });

  const answers = {
    CreateAppTokenMutation: () => ({ appToken: 'token' }),
    CLIAppInfo: () => ({ app: { features: { isReactNativeApp: false } } }),
    FirstCommittedAtQuery: () => ({ app: { firstBuild: null, lastBuild: null } }),
    LastBuildQuery: () => ({ app: { isOnboarding: false, lastBuild: null } }),
    AnnounceBuildMutation: () => ({
      announceBuild: {
        ...build(),
        status: 'ANNOUNCED',
        reportToken: 'report',
        app: { id: 'app1', turboSnapAvailability: 'APPLIED', isOnboarding: false },
      },
    }),
    BuildUploadHashes: () => ({ buildUploadHashes: { build: { turboSnapStatus: 'UNUSED' } } }),
    UploadBuildMutation: ({ files }) => ({
      uploadBuild: {
        info: {
          sentinelUrls: [],
          targets: files.map(({ filePath }) => ({
            contentType: 'application/octet-stream',
            fileKey: filePath,
            filePath,
            formAction: `${url}/upload/${encodeURIComponent(filePath)}`,
            formFields: {},
          })),
          zipTarget: null,
        },
        build: { id: 'build1', status: 'ANNOUNCED', ancestorBuilds: [] },
        userErrors: [],
      },
    }),
    UploadMetadataMutation: () => ({ uploadMetadata: { info: { targets: [] }, userErrors: [] } }),
    PublishBuildMutation: async () => {
      tests = await readTests();
      return { publishBuild: { status: 'PUBLISHED', storybookUrl: `${url}/storybook` } };
    },
    StartedBuildQuery: () => ({ app: { build: build() } }),
    VerifyBuildQuery: () => ({ app: { build: build() } }),
    SnapshotBuildQuery: () => ({ app: { build: build() } }),
    TrackCLITelemetryEvent: () => ({ trackCLITelemetryEvent: true }),
  };

  const answer = async (request, response) => {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    if (request.url?.startsWith('/upload/')) {
      const path = decodeURIComponent(request.url.slice('/upload/'.length));
      const file = join(folder, path);
      mkdirSync(dirname(file), { recursive: true });
      const form = await new Response(body, { headers: { 'content-type': request.headers['content-type'] ?? '' } }).formData();
      writeFileSync(file, Buffer.from(await form.get('file').arrayBuffer()));
      uploaded.push(path);
      response.end();
      return;
    }
    const { query, variables } = JSON.parse(body.toString() || '{}');
    const [, name = ''] = /(?:query|mutation)\s+(\w+)/.exec(query ?? '') ?? [];
    asked.push(name || request.url);
    response.setHeader('content-type', 'application/json');
    const data = await answers[name]?.(variables);
    response.end(JSON.stringify(data ? { data } : { errors: [{ message: `No answer for ${name}`, path: [], locations: [] }] }));
  };
  const server = createServer((request, response) => void answer(request, response));
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${server.address().port}`;
  return {
    url,
    asked,
    uploaded,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
