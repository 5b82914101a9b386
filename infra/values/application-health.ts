/**
 * How Argo CD judges the health of an Application, for argocd-cm. It does not unless told, and then the root
 * Application would start a sync wave before the one before it runs.
 */
export const APPLICATION_HEALTH = {
  'resource.customizations.health.argoproj.io_Application': `local health = { status = "Progressing", message = "" }
local known = obj.status and obj.status.health
if known and known.status then
  health.status = known.status
  health.message = known.message or ""
end
return health
`,
} as const;
