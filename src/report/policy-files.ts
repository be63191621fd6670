// Where each principal's policies go and what stands in the files: paths and texts, nothing written here.
import { parseArn } from '../core/arn.js';
import type { GeneratedPrincipal } from '../generation/generation-options.js';
import { renderCloudFormation } from '../generation/output/cloudformation.js';
import { renderJson } from '../generation/output/json.js';
import {
  renderPermissionSetCloudFormation,
  renderPermissionSetTerraform,
} from '../generation/output/permission-set.js';
import type { PolicyTarget } from '../generation/output/policy-target.js';
import { renderTerraform } from '../generation/output/terraform.js';
import { type DistinctPaths, safeSegment, safeSegments } from './policy-path.js';

export type OutputFormat = 'json' | 'terraform' | 'cloudformation';

export interface PolicyFile {
  /** Relative to the output folder, `/` between segments. */
  path: string;
  text: string;
}

/** The files of one principal. `target`: the role or user that it is. `paths` is shared over a run, so that no two principals meet in one file. */
export function policyFiles(
  principalArn: string,
  target: PolicyTarget | undefined,
  generated: GeneratedPrincipal,
  formats: readonly OutputFormat[],
  paths: DistinctPaths,
): PolicyFile[] {
  if (generated.documents.length === 0) return [];
  const arn = parseArn(principalArn);
  const account = safeSegment(arn?.account || 'unknown');
  const segments = safeSegments(arn?.resource ?? principalArn);
  const name = segments.at(-1) ?? '';
  return formats.flatMap((format): PolicyFile[] => {
    if (format === 'terraform' && target !== undefined) {
      const text = renderTerraform(target, generated.documents, generated.widened);
      return [{ path: paths.take(`${account}/${terraformStem(name)}`, '.tf'), text }];
    }
    if (format === 'cloudformation' && target !== undefined) {
      const text = renderCloudFormation(target, generated.documents, generated.widened);
      return [{ path: paths.take(`${account}/${name}`, '.template.json'), text }];
    }
    return format !== 'json' ? [] : jsonFiles([account, ...segments].join('/'), generated, paths);
  });
}

/** The one inline policy of a permission set, over all accounts. */
export function permissionSetFiles(
  name: string,
  generated: GeneratedPrincipal,
  formats: readonly OutputFormat[],
  paths: DistinctPaths,
): PolicyFile[] {
  const [document] = generated.documents;
  if (document === undefined) return [];
  const stem = `permission-sets/${safeSegment(name)}`;
  return formats.flatMap((format): PolicyFile[] => {
    if (format === 'json') return jsonFiles(stem, generated, paths);
    return format === 'terraform'
      ? [{ path: paths.take(terraformStem(stem), '.tf'), text: renderPermissionSetTerraform(name, document) }]
      : [
          {
            path: paths.take(stem, '.template.json'),
            text: renderPermissionSetCloudFormation(name, document),
          },
        ];
  });
}

/**
 * Terraform merges `override.tf` and `*_override.tf` into other files.
 * https://developer.hashicorp.com/terraform/language/files/override
 */
function terraformStem(stem: string): string {
  return /(^|[/_])override$/i.test(stem) ? `${stem}-policy` : stem;
}

function jsonFiles(stem: string, generated: GeneratedPrincipal, paths: DistinctPaths): PolicyFile[] {
  const { documents } = generated;
  const free = paths.take(stem, '.json').slice(0, -'.json'.length);
  return documents.map((document, i) => ({
    path: documents.length === 1 ? `${free}.json` : `${free}.${i + 1}.json`,
    text: renderJson(document),
  }));
}
