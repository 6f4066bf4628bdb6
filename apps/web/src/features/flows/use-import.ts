import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { FlowDetail, ImportBundleRequest, ImportPlanResponse, ImportRequest } from '@tagloom/contracts';
import { api } from '@/platform/api';

/** Brings in rules or a bundle as a draft, and opens it. */
export function useImport() {
  const client = useQueryClient();
  const navigate = useNavigate();
  const onSuccess = async ({ id }: FlowDetail) => {
    for (const key of ['flows', 'catalog', 'metrics', 'tags']) void client.invalidateQueries({ queryKey: [key] });
    await navigate({ to: '/flows/$id', params: { id } });
  };
  const rules = useMutation({
    mutationFn: (body: ImportRequest) => api.post<FlowDetail>('/flows/import', body),
    onSuccess,
  });
  const bundle = useMutation({
    mutationFn: (body: ImportBundleRequest) => api.post<FlowDetail>('/flows/import/bundle', body),
    onSuccess,
  });
  const plan = useMutation({
    mutationFn: (json: unknown) => api.post<ImportPlanResponse>('/flows/import/plan', { bundle: json }),
  });
  return { rules, bundle, plan };
}
