import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { lazy } from 'react';
import { parsePastSearch } from '@/features/flow-editor/simulation/past-search';
import { under } from './framed';

const FlowEditorPage = lazy(() =>
  import('@/features/flow-editor/flow-editor-page').then((module) => ({ default: module.FlowEditorPage })),
);

const PastEvaluationPage = lazy(() =>
  import('@/features/flow-editor/simulation/past-evaluation-page').then((module) => ({
    default: module.PastEvaluationPage,
  })),
);

const editor = createRoute({
  ...under,
  path: '/flows/$id',
  validateSearch: parsePastSearch,
  component: EditorRoute,
});

function EditorRoute() {
  const { id } = editor.useParams();
  const { change } = editor.useSearch();
  if (change !== undefined) return <PastEvaluationPage key={change} flowId={id} changeId={change} />;
  return <FlowEditorPage key={id} flowId={id} />;
}

const FlowTabs = lazy(() => import('@/features/flows/flow-tabs').then((module) => ({ default: module.FlowTabs })));

const GoldenPage = lazy(() =>
  import('@/features/golden/golden-page').then((module) => ({ default: module.GoldenPage })),
);

const golden = createRoute({ ...under, path: '/flows/$id/golden', component: GoldenRoute });

function GoldenRoute() {
  const { id } = golden.useParams();
  return <GoldenPage key={id} flowId={id} tabs={<FlowTabs flowId={id} />} />;
}

const ImpactPage = lazy(() =>
  import('@/features/impact/impact-page').then((module) => ({ default: module.ImpactPage })),
);

const impact = createRoute({ ...under, path: '/flows/$id/impact', component: ImpactRoute });

function ImpactRoute() {
  const { id } = impact.useParams();
  return (
    <>
      <FlowTabs flowId={id} />
      <ImpactPage key={id} flowId={id} />
    </>
  );
}

const ShadowPage = lazy(() =>
  import('@/features/shadow/shadow-page').then((module) => ({ default: module.ShadowPage })),
);

const shadow = createRoute({ ...under, path: '/flows/$id/shadow', component: ShadowRoute });

function ShadowRoute() {
  const { id } = shadow.useParams();
  return (
    <>
      <FlowTabs flowId={id} />
      <ShadowPage key={id} flowId={id} />
    </>
  );
}

const VersionsPage = lazy(() =>
  import('@/features/flow-versions/versions-page').then((module) => ({ default: module.VersionsPage })),
);

const HealthPage = lazy(() =>
  import('@/features/flow-versions/health-page').then((module) => ({ default: module.HealthPage })),
);

const versions = createRoute({ ...under, path: '/flows/$id/versions', component: VersionsRoute });

function VersionsRoute() {
  const { id } = versions.useParams();
  return (
    <>
      <FlowTabs flowId={id} />
      <VersionsPage key={id} flowId={id} />
    </>
  );
}

const health = createRoute({ ...under, path: '/flows/$id/health', component: HealthRoute });

function HealthRoute() {
  const { id } = health.useParams();
  return (
    <>
      <FlowTabs flowId={id} />
      <HealthPage key={id} flowId={id} />
    </>
  );
}

/** The rules, and everything about one of them. */
export const flowRoutes = [
  editor,
  golden,
  impact,
  shadow,
  versions,
  health,
  createRoute({
    ...under,
    path: '/flows',
    component: lazyRouteComponent(() => import('@/features/flows/flows-page'), 'FlowsPage'),
  }),
  createRoute({
    ...under,
    path: '/templates',
    component: lazyRouteComponent(() => import('@/features/templates/templates-page'), 'TemplatesPage'),
  }),
];
