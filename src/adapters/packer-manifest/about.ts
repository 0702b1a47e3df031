import type { About } from '../about.ts';

export const about: About = {
  reads: 'the manifest of Packer’s post-processor `manifest`',
  exports: [
    {
      tools: ['packer'],
      how: 'Add the post-processor to the build, and hand in what it writes.',
      code: `post-processor "manifest" {
  output = "packer-manifest.json"
}
# then: assay import packer-manifest.json --system SYSTEM`,
      language: 'hcl',
    },
  ],
  proves: [
    'That an image was built anew from its base when the build ended: a practice of patching that reaches the image.',
  ],
  limits: ['That hosts run from it.', 'What is in the image: hand in its bill of materials.'],
};
