#!/bin/bash
# At a release: what PublicAPI.Unshipped.txt of each project adds or removes goes into PublicAPI.Shipped.txt.
set -euo pipefail
cd "$(dirname "$0")/../.."
for unshipped in */PublicAPI.Unshipped.txt; do
    shipped=${unshipped/Unshipped/Shipped}
    removed=$(mktemp)
    { grep '^\*REMOVED\*' "$unshipped" || true; } | sed 's/^\*REMOVED\*//' > "$removed"
    {
        echo '#nullable enable'
        cat "$shipped" "$unshipped" | tr -d '\r' | sed 's/^\xEF\xBB\xBF//' | { grep -v -e '^#nullable' -e '^\*REMOVED\*' -e '^$' || true; } \
            | { grep -v -x -F -f "$removed" || true; } | LC_ALL=C sort -u
    } > "$shipped.new"
    mv "$shipped.new" "$shipped"
    echo '#nullable enable' > "$unshipped"
    rm "$removed"
done
