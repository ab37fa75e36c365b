using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace AdaMHF.MLNet;

/// <summary>
/// Parameters of one weight decay in one buffer, of which each becomes a view. A step then takes a few calls for all that got a gradient,
/// instead of a dozen for each.
/// </summary>
internal sealed class FlatParameters : IDisposable
{
    // What a step computes in between stays in the processor's cache, where that of a large matrix would be mapped anew in every step.
    private const long Chunk = 1 << 16;

    // Gradients are gathered up to this many numbers, so that their memory is kept by the allocator; longer ones are used where they lie.
    private const long MostGathered = 1 << 20;

    private readonly Parameter[] _parameters;
    private readonly long[] _starts;
    private readonly long[] _steps;
    private readonly double _decay;
    private readonly Tensor _values;
    private readonly Tensor[] _buffers;

    public FlatParameters(Parameter[] parameters, double decay, int buffers)
    {
        _parameters = parameters;
        _decay = decay;
        _steps = new long[parameters.Length];
        _starts = new long[parameters.Length + 1];
        for (var i = 0; i < parameters.Length; i++) _starts[i + 1] = _starts[i] + parameters[i].numel();
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        _values = cat(Array.ConvertAll(parameters, parameter => parameter.reshape(-1))).DetachFromDisposeScope();
        _buffers = [.. Enumerable.Range(0, buffers).Select(_ => zeros_like(_values).DetachFromDisposeScope())];
        for (var i = 0; i < parameters.Length; i++)
            parameters[i].set_(_values.narrow(0, _starts[i], _starts[i + 1] - _starts[i]).view(parameters[i].shape));
    }

    /// <summary>
    /// The parameters that have a gradient, in runs that lie side by side and have made as many steps: an expert that did not run must not
    /// be moved by its momentum. The gradients are forgotten.
    /// </summary>
    public List<FlatRun> TakeGradients()
    {
        var runs = new List<FlatRun>();
        var gradients = new List<Tensor>();
        for (var i = 0; i < _parameters.Length; i++)
        {
            if (_parameters[i].grad is { } gradient)
            {
                if (gradients.Count > 0 && (_steps[i] != _steps[i - 1] || CountWith(i) > MostGathered)) End(i);
                gradients.Add(gradient.reshape(-1));
                _parameters[i].grad = null;
            }
            else
            {
                End(i);
            }
        }
        End(_parameters.Length);
        return runs;

        long CountWith(int i) => _starts[i + 1] - _starts[i - gradients.Count];

        void End(int end)
        {
            if (gradients.Count == 0) return;
            runs.Add(new(end - gradients.Count, end, gradients.Count == 1 ? gradients[0] : cat(gradients)));
            gradients.Clear();
        }
    }

    /// <summary>Makes a step of a run.</summary>
    public void Apply(UpdateRule rule, FlatRun run, double rate)
    {
        for (var i = run.First; i < run.End; i++) _steps[i]++;
        var count = run.Gradients.numel();
        var most = _values.device_type == DeviceType.CPU ? Chunk : count;
        for (long start = 0; start < count; start += most)
        {
            using var scope = NewDisposeScope();
            var (first, length) = (_starts[run.First] + start, Math.Min(most, count - start));
            Tensor Part(Tensor buffer) => buffer.narrow(0, first, length);
            rule.Apply(
                Part(_values), run.Gradients.narrow(0, start, length), Array.ConvertAll(_buffers, Part), _steps[run.First], rate, _decay);
        }
    }

    /// <summary>Writes steps and buffers.</summary>
    public void Save(BinaryWriter writer)
    {
        writer.Write(_parameters.Length);
        foreach (var step in _steps) writer.Write(step);
        foreach (var buffer in _buffers)
        {
            using var host = buffer.cpu();
            writer.Write(host.bytes);
        }
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    /// <exception cref="InvalidDataException">It belongs to other parameters.</exception>
    public void Load(BinaryReader reader)
    {
        if (reader.ReadInt32() is var count && count != _parameters.Length)
        {
            throw new InvalidDataException(
                $"its optimizer has {count} parameters of this weight decay, the network has {_parameters.Length}");
        }
        for (var i = 0; i < _steps.Length; i++) _steps[i] = reader.ReadInt64();
        foreach (var buffer in _buffers)
        {
            using var host = zeros(buffer.shape);
            if (reader.Read(host.bytes) != host.bytes.Length) throw new EndOfStreamException("its optimizer ends early");
            buffer.copy_(host);
        }
    }

    /// <summary>
    /// Gives every parameter memory of its own again: products round by the alignment of their operands, and a model must score as it does
    /// after it is saved and loaded.
    /// </summary>
    public void Dispose()
    {
        using (NewDisposeScope())
        using (no_grad())
        {
            foreach (var parameter in _parameters) parameter.set_(parameter.clone());
        }
        _values.Dispose();
        foreach (var buffer in _buffers) buffer.Dispose();
    }
}
