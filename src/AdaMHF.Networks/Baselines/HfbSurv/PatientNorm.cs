using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AdaMHF.Networks;

/// <summary>
/// Batch norm, with the state of <c>BatchNorm1d</c>. TorchSharp's own counts the batches with a number that nothing keeps alive, see
/// <see cref="TensorArithmetic"/>.
/// </summary>
internal sealed class PatientNorm : Module<Tensor, Tensor>
{
    private const double Momentum = 0.1;
    private const double Epsilon = 1e-5;

    private readonly Parameter weight;
    private readonly Parameter bias;
    private readonly Tensor running_mean;
    private readonly Tensor running_var;
    private readonly Tensor num_batches_tracked;

    /// <summary>Creates the norm.</summary>
    /// <param name="width">Width of a vector.</param>
    public PatientNorm(int width) : base(nameof(PatientNorm))
    {
        weight = new Parameter(ones(width));
        bias = new Parameter(zeros(width));
        running_mean = zeros(width);
        running_var = ones(width);
        num_batches_tracked = zeros([], dtype: int64);
        register_buffer(nameof(running_mean), running_mean);
        register_buffer(nameof(running_var), running_var);
        register_buffer(nameof(num_batches_tracked), num_batches_tracked);
        RegisterComponents();
    }

    /// <summary>
    /// Maps [patients, width] to the same shape: in training with mean and variance of these patients, several of them, otherwise with
    /// those kept from training.
    /// </summary>
    public override Tensor forward(Tensor vectors)
    {
        if (training)
        {
            using var noGradient = no_grad();
            using var one = ones_like(num_batches_tracked);
            num_batches_tracked.Plus_(one);
        }
        return functional.batch_norm(vectors, running_mean, running_var, weight, bias, training, Momentum, Epsilon);
    }
}
