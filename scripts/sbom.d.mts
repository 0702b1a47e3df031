export function billOfMaterials(): { components: { name: string; purl: string }[] };
