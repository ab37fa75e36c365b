using System.Diagnostics;
using System.Runtime.ExceptionServices;
using AdaMHF.PatchBags;

namespace AdaMHF.Slides;

/// <summary>Features of a slide's patches, in the order of its grid, without those that could not be decoded.</summary>
/// <param name="Features">Width values for each patch.</param>
/// <param name="Coordinates">Where each patch is.</param>
/// <param name="Damaged">Where patches were left out.</param>
/// <param name="FirstDamage">What was wrong with the first of them; null where there is none.</param>
/// <param name="DecodeSeconds">Summed over all threads.</param>
/// <param name="EncodeSeconds">Summed over all threads.</param>
internal sealed record EncodedPatches(
    float[] Features,
    IReadOnlyList<PatchCoordinate> Coordinates,
    IReadOnlyList<PatchCoordinate> Damaged,
    string? FirstDamage,
    double DecodeSeconds,
    double EncodeSeconds)
{
    // So many patches are in memory for each thread.
    private const int SmallestBlock = 8;

    /// <summary>Memory that encoding takes: the features, once more to leave damaged ones out, and each thread's pictures.</summary>
    public static long BytesOf(PatchGrid grid, PatchEncoder encoder, int threads)
    {
        long features = 2L * sizeof(float) * encoder.Width * grid.Coordinates.Count;
        // Bytes as they are read, floats as they are encoded.
        long picture = 3L * grid.SizeAtLevel0 * grid.SizeAtLevel0 * (1 + sizeof(float));
        return features + (threads * Math.Max(SmallestBlock, encoder.BatchSize) * picture);
    }

    /// <summary>Encodes all patches, each thread with its own handle of the slide.</summary>
    public static EncodedPatches Of(
        SlideImage slide, PatchGrid grid, PatchEncoder encoder, int threads, Action<int> report, CancellationToken cancellation)
    {
        var work = new Work(grid, encoder, report);
        try
        {
            Parallel.For(0, threads, new() { MaxDegreeOfParallelism = threads, CancellationToken = cancellation }, thread =>
            {
                using var own = thread == 0 ? null : slide.Reopen();
                work.Run(own ?? slide, cancellation);
            });
        }
        catch (AggregateException failures)
        {
            ExceptionDispatchInfo.Throw(failures.Flatten().InnerExceptions[0]);
        }
        return work.Result();
    }

    private sealed class Work(PatchGrid grid, PatchEncoder encoder, Action<int> report)
    {
        private readonly int _block = Math.Max(SmallestBlock, encoder.BatchSize);
        private readonly float[] _features = new float[grid.Coordinates.Count * encoder.Width];
        private readonly string?[] _damage = new string?[grid.Coordinates.Count];
        private long _decodeTicks;
        private long _encodeTicks;
        private int _next;
        private int _done;

        public void Run(SlideImage slide, CancellationToken cancellation)
        {
            var reader = new PatchReader(slide, grid);
            List<RgbPicture> pictures = new(_block);
            List<int> rows = new(_block);
            for (var block = Take(); block < grid.Coordinates.Count; block = Take())
            {
                cancellation.ThrowIfCancellationRequested();
                var end = Math.Min(block + _block, grid.Coordinates.Count);
                Decode(reader, block, end, pictures, rows);
                Encode(pictures, rows);
                report(Interlocked.Add(ref _done, end - block));
            }
        }

        public EncodedPatches Result()
        {
            int[] kept = [.. Enumerable.Range(0, _damage.Length).Where(row => _damage[row] is null)];
            for (var to = 0; to < kept.Length; to++)
            {
                if (kept[to] != to) Row(kept[to]).CopyTo(Row(to));
            }
            var features = kept.Length == _damage.Length ? _features : _features[..(kept.Length * encoder.Width)];
            return new(
                features,
                [.. kept.Select(row => grid.Coordinates[row])],
                [.. grid.Coordinates.Where((_, row) => _damage[row] is not null)],
                _damage.FirstOrDefault(damage => damage is not null),
                Stopwatch.GetElapsedTime(0, _decodeTicks).TotalSeconds,
                Stopwatch.GetElapsedTime(0, _encodeTicks).TotalSeconds);
        }

        private int Take() => Interlocked.Add(ref _next, _block) - _block;

        private void Decode(PatchReader reader, int start, int end, List<RgbPicture> pictures, List<int> rows)
        {
            var begin = Stopwatch.GetTimestamp();
            pictures.Clear();
            rows.Clear();
            for (var row = start; row < end; row++)
            {
                try
                {
                    pictures.Add(reader.Read(row));
                    rows.Add(row);
                }
                catch (DamagedRegionException damaged)
                {
                    _damage[row] = damaged.Message;
                }
            }
            Interlocked.Add(ref _decodeTicks, Stopwatch.GetTimestamp() - begin);
        }

        private void Encode(List<RgbPicture> pictures, List<int> rows)
        {
            var begin = Stopwatch.GetTimestamp();
            var features = new float[pictures.Count * encoder.Width];
            encoder.Encode(pictures, features);
            for (var i = 0; i < rows.Count; i++) features.AsSpan(i * encoder.Width, encoder.Width).CopyTo(Row(rows[i]));
            Interlocked.Add(ref _encodeTicks, Stopwatch.GetTimestamp() - begin);
        }

        private Span<float> Row(int row) => _features.AsSpan(row * encoder.Width, encoder.Width);
    }
}
