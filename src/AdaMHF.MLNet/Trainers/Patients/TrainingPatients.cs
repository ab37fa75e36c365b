using AdaMHF.Survival;
using Microsoft.ML;
using Microsoft.ML.Runtime;

namespace AdaMHF.MLNet;

/// <summary>The training rows: outcomes and genomics in memory, bags as handles.</summary>
/// <param name="Ids">Names for messages.</param>
/// <param name="Time">Months, above 0.</param>
/// <param name="Event">True = death observed.</param>
/// <param name="Modalities">Data of each patient.</param>
internal sealed record TrainingPatients(string[] Ids, double[] Time, bool[] Event, PatientModalities[] Modalities)
{
    /// <summary>Reads all rows.</summary>
    /// <exception cref="SurvivalDataException">
    /// A time is not above 0, a text identifies nobody, or a patient has several rows.
    /// </exception>
    public static TrainingPatients Read(IDataView input, PatientReader reader, SurvivalTrainerOptions options, IChannel channel)
    {
        var time = input.Schema[options.TimeColumnName];
        var @event = input.Schema[options.EventColumnName];
        var id = PatientIds.ColumnOf(input.Schema, options.PatientColumnName);
        var ids = new List<string>();
        var times = new List<double>();
        var events = new List<bool>();
        var modalities = new List<PatientModalities>();
        DataViewSchema.Column[] names = id is { } named ? [named] : [];
        using var cursor = input.GetRowCursor([time, @event, .. reader.Columns, .. names]);
        var timeGetter = cursor.GetGetter<float>(time);
        var eventGetter = cursor.GetGetter<bool>(@event);
        var idGetter = id is { } column ? cursor.GetGetter<ReadOnlyMemory<char>>(column) : null;
        var read = reader.Bind(cursor);
        while (cursor.MoveNext())
        {
            ReadOnlyMemory<char> name = default;
            idGetter?.Invoke(ref name);
            ids.Add(name.ToString());

            var (months, died) = (0f, false);
            timeGetter(ref months);
            eventGetter(ref died);
            if (!(months > 0) || !float.IsFinite(months))
            {
                throw new SurvivalDataException(
                    FormattableString.Invariant(
                        $"Patient {(name.IsEmpty ? $"in row {ids.Count}" : ids[^1])} has {options.TimeColumnName} {months}; ")
                    + "expected finite months above 0. Correct the value or leave the patient out.");
            }
            times.Add(months);
            events.Add(died);
            modalities.Add(read());
        }
        var known = PatientIds.Of(ids, options.PatientColumnName);
        if (known is not null)
        {
            PatientIds.RequireDistinct(known, options.PatientColumnName);
            PatientIds.WarnOfNearCollisions(channel, known);
        }
        return new(
            known ?? [.. Enumerable.Range(1, ids.Count).Select(row => $"in row {row}")], [.. times], [.. events], [.. modalities]);
    }

    /// <summary>The patients who have what is asked for.</summary>
    public TrainingPatients Where(Predicate<PatientModalities> has) =>
        At([.. Enumerable.Range(0, Ids.Length).Where(patient => has(Modalities[patient]))]);

    /// <summary>Some of the patients, by number.</summary>
    public TrainingPatients At(int[] kept) => new(
        Array.ConvertAll(kept, patient => Ids[patient]), Array.ConvertAll(kept, patient => Time[patient]),
        Array.ConvertAll(kept, patient => Event[patient]), Array.ConvertAll(kept, patient => Modalities[patient]));
}
